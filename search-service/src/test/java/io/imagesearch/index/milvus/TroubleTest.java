package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TroubleTest {
  private final Trouble trouble = new Trouble();

  @Test
  void tellsEachReasonOnceUntilItEnds() {
    assertThat(trouble.isNews("not loaded")).isTrue();
    assertThat(trouble.isNews("loading")).isTrue();
    assertThat(trouble.isNews("not loaded")).isFalse();
    assertThat(trouble.last()).isEqualTo("not loaded");
    trouble.end();
    assertThat(trouble.isNews("not loaded")).isTrue();
  }

  @Test
  void staysQuietWhereEachReasonIsAnother() {
    long lines = 0;
    for (int i = 0; i < 1000; i++) {
      lines += trouble.isNews("deadline exceeded after " + i + " ms") ? 1 : 0;
    }
    assertThat(lines).isEqualTo(20);
    assertThat(trouble.last()).isEqualTo("deadline exceeded after 999 ms");
  }
}
