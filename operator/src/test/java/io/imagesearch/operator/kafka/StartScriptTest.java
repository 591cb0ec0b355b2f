package io.imagesearch.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class StartScriptTest {
  @Test
  void theIdOfAClusterIsSixteenBytesOfItsName() {
    String id = StartScript.clusterId("pictures.shop");
    assertThat(Base64.getUrlDecoder().decode(id)).hasSize(16);
    assertThat(id).hasSize(22).isEqualTo(StartScript.clusterId("pictures.shop"));
    assertThat(id).isNotEqualTo(StartScript.clusterId("pictures.shop-2"));
  }
}
