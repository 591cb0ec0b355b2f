package io.imagesearch.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers are those of apimachinery's resource.Quantity. */
class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1000m, 1",
    "0.5, 500m",
    "1.5k, 1500",
    "1000, 1k",
    "1024, 1024",
    "1024Mi, 1Gi",
    "1536Mi, 1536Mi",
    "1.5Gi, 1536Mi",
    "0.5Ti, 512Gi",
    "0, 0",
    "10000u, 10m"
  })
  void areWrittenAsTheServerDoes(String given, String written) {
    assertThat(Quantities.canonical(Quantity.parse(given)).toString()).isEqualTo(written);
  }

  @Test
  void leavesWhatIsNoAmountToTheServer() {
    Quantity none = new Quantity("x y");
    assertThat(Quantities.canonical(none)).isSameAs(none);
  }
}
