package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

  @ParameterizedTest
  @CsvSource({
    "2.3.5, false",
    "v2.3.10-dev, false",
    "v2.3.11, true",
    "2.4.0, true",
    "v2.6.16, true",
    "Zilliz Cloud Vector Database(Compatible with Milvus 2.5), true",
    "unknown, true"
  })
  void knowsWhichServersUpsertIntoTheRightPartition(String version, boolean right) {
    assertThat(ServerVersion.parse(version).upsertsIntoTheRightPartition()).isEqualTo(right);
  }
}
