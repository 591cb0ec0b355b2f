package io.imagesearch.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void findsMetricsAndNothingElse() {
    assertThat(
            PromQl.metrics(
                """
                histogram_quantile(0.99, sum by (le) (rate(a_bucket{job="b", c=~"d"}[5m]))) > 2
                  and on (namespace) label_replace(e_total / f < 0.1, "g", "$1", "h", "(.+)")
                  or max(changes(i[30m])) == 0 unless j offset 1h
                """))
        .containsExactly("a_bucket", "e_total", "f", "i", "j");
  }

  @Test
  void knowsTheSeriesOfAHistogramByItsName() {
    assertThat(PromQl.unknown("a_bucket / a_count + b_count + c_x", Set.of("a", "b_count")))
        .containsExactly("c_x");
  }
}
