package io.imagesearch.operator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.api.v1alpha1.Sentences;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  private static final Map<String, String> SENTENCES =
      Map.of(
          "woodpecker", Sentences.WOODPECKER,
          "one coordinator", Sentences.ONE_COORDINATOR,
          "minor skipped", Sentences.MINOR_SKIPPED,
          "minor downgrade", Sentences.MINOR_DOWNGRADE,
          "patch downgrade", Sentences.PATCH_DOWNGRADE,
          "from 2.5.16", Sentences.FROM_2_5_16,
          "to 2.6.5", Refusal.FIRST_OF_2_6,
          "one after the other", Sentences.ONE_AFTER_THE_OTHER,
          "back to separate", Sentences.BACK_TO_SEPARATE,
          "unknown", Refusal.UNKNOWN);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # reached | runs | wanted | stays | why
          | | 2.5.27 woodpecker | | woodpecker
          | | 2.6.16 separate | | one coordinator
          | | 2.2.16 | | unknown
          | | 2.7.0 | | unknown
          2.3.5 | mix=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.5.27 | mix=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | minor skipped
          2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 | 2.3.5 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 | minor downgrade
          2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 | 2.4.23 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 | patch downgrade
          2.5.15 | mix=2.5.15 index=2.5.15 query=2.5.15 data=2.5.15 proxy=2.5.15 | 2.6.16 | mix=2.5.15 index=2.5.15 query=2.5.15 data=2.5.15 proxy=2.5.15 | from 2.5.16
          2.5.27 | mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.6.4 | mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | to 2.6.5
          2.5.27 | root=2.5.27 datac=2.5.27 queryc=2.5.27 indexc=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.6.16 | root=2.5.27 datac=2.5.27 queryc=2.5.27 indexc=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | one after the other
          2.3.5 | root=2.3.5 datac=2.3.5 queryc=2.3.5 indexc=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 | root=2.3.5 datac=2.3.5 queryc=2.3.5 indexc=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | one after the other
          2.5.27 | mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.5.27 separate | mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | back to separate
          # What somebody deleted is made again all the same.
          2.3.5 | mix=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.5.27 | mix=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | minor skipped
          # In the middle: a role has run at the new version, so there is no way back, and no third.
          2.3.5 | mix=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.3.5 | mix=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | minor downgrade
          2.3.5 | mix=2.4.24! index=2.4.24! query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.3.5 | mix=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | minor downgrade
          2.3.5 | mix=2.4.24! index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.23 | mix=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | patch downgrade
          2.3.5 | mix=2.4.24! index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.5.27 | mix=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | minor skipped
          2.5.27 | stream=2.6.16 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.5.27 | stream=2.6.16 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | minor downgrade
          """)
  void leavesEverythingAsItIs(
      @Nullable String reached,
      @Nullable String runs,
      String wanted,
      @Nullable String stays,
      String why) {
    Progress progress = Table.progress(reached, runs);
    UpgradePlan plan = UpgradePlan.of(Table.wanted(wanted), progress, Instant.EPOCH);

    assertThat(plan.refused()).contains(Objects.requireNonNull(SENTENCES.get(why), why));
    assertThat(plan.versions()).isEqualTo(Table.versions(stays));
    assertThat(plan.kept()).containsOnlyKeys(progress.roles().keySet());
    assertThat(plan.step()).isEmpty();
    assertThat(plan.reached()).isEqualTo(progress.reached());
  }
}
