package io.imagesearch.operator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.api.v1alpha1.UpgradeStatus;
import io.imagesearch.operator.cluster.Tier;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # reached | runs | wanted | shall be | step
          # A new cluster: all at once, also when the operator was stopped in the middle.
          | | 2.3.5 | mix=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 |
          | | 2.3.5 separate | root=2.3.5 datac=2.3.5 queryc=2.3.5 indexc=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 |
          | | 2.6.16 woodpecker | mix=2.6.16 stream=2.6.16 query=2.6.16 data=2.6.16 proxy=2.6.16 |
          | mix=2.6.16! stream=2.6.16! | 2.6.16 | mix=2.6.16 stream=2.6.16 query=2.6.16 data=2.6.16 proxy=2.6.16 |
          | mix=2.6.16 stream=2.6.16! | 2.6.16 | mix=2.6.16 stream=2.6.16 query=2.6.16 data=2.6.16 proxy=2.6.16 |
          # A version that has no image, corrected before anything ran.
          | mix=2.6.61! stream=2.6.61! query=2.6.61! data=2.6.61! proxy=2.6.61! | 2.6.16 | mix=2.6.16 stream=2.6.16 query=2.6.16 data=2.6.16 proxy=2.6.16 |
          # Nothing to do: broken pods are no upgrade, and what somebody deleted is made again.
          2.6.16 | mix=2.6.16! stream=2.6.16 query=2.6.16! data=2.6.16 | 2.6.16 | mix=2.6.16 stream=2.6.16 query=2.6.16 data=2.6.16 proxy=2.6.16 |
          # 2.3 to 2.4, one process for all coordinators.
          2.3.5 | mix=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 | mix=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | index
          2.3.5 | mix=2.3.5 index=2.4.24! query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 | mix=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | index
          2.3.5 | mix=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | mix
          2.3.5 | mix=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.3.5 proxy=2.3.5 | query
          2.3.5 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.3.5 proxy=2.3.5 | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.3.5 | data
          2.3.5 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.3.5 | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 | proxy
          2.3.5 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24! | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 | proxy
          2.3.5 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24 |
          # A role that was done breaks: the next isn't begun, and none goes back.
          2.3.5 | mix=2.4.24! index=2.4.24 query=2.4.24! data=2.3.5 proxy=2.3.5 | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.4.24 data=2.3.5 proxy=2.3.5 | mix
          # What somebody deleted meanwhile is made again as it was.
          2.3.5 | mix=2.4.24! index=2.4.24 query=2.3.5 data=2.3.5 | 2.4.24 | mix=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | mix
          # Four coordinators.
          2.3.5 | root=2.3.5 datac=2.3.5 queryc=2.3.5 indexc=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 separate | root=2.4.24 datac=2.3.5 queryc=2.3.5 indexc=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | root
          2.3.5 | root=2.4.24 datac=2.3.5 queryc=2.3.5 indexc=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 separate | root=2.4.24 datac=2.4.24 queryc=2.3.5 indexc=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | datac
          2.3.5 | root=2.4.24 datac=2.4.24 queryc=2.3.5 indexc=2.3.5 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 separate | root=2.4.24 datac=2.4.24 queryc=2.3.5 indexc=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | indexc
          2.3.5 | root=2.4.24 datac=2.4.24 queryc=2.3.5 indexc=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 separate | root=2.4.24 datac=2.4.24 queryc=2.4.24 indexc=2.4.24 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | queryc
          # Four coordinators become one; then, and not before, the four go.
          2.5.27 | root=2.5.27 datac=2.5.27 queryc=2.5.27 indexc=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.5.27 | root=2.5.27 datac=2.5.27 queryc=2.5.27 indexc=2.5.27 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | mix
          2.5.27 | root=2.5.27 datac=2.5.27 queryc=2.5.27 indexc=2.5.27 mix=2.5.27! index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.5.27 | root=2.5.27 datac=2.5.27 queryc=2.5.27 indexc=2.5.27 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | mix
          2.5.27 | root=2.5.27 datac=2.5.27 queryc=2.5.27 indexc=2.5.27 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.5.27 | mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 |
          2.5.27 | datac=2.5.27 mix=2.5.27! index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.5.27 | datac=2.5.27 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | mix
          # 2.5 to 2.6: streaming nodes first, index nodes go last.
          2.5.27 | mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.6.16 | stream=2.6.16 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | stream
          2.5.27 | stream=2.6.16! mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.6.16 | stream=2.6.16 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | stream
          2.5.27 | stream=2.6.16 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.6.16 | stream=2.6.16 mix=2.6.16 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | mix
          2.5.27 | stream=2.6.16 mix=2.6.16 index=2.5.27 query=2.6.16 data=2.6.16 proxy=2.6.16! | 2.6.16 | stream=2.6.16 mix=2.6.16 index=2.5.27 query=2.6.16 data=2.6.16 proxy=2.6.16 | proxy
          2.5.27 | stream=2.6.16 mix=2.6.16 index=2.5.27 query=2.6.16 data=2.6.16 proxy=2.6.16 | 2.6.16 | stream=2.6.16 mix=2.6.16 query=2.6.16 data=2.6.16 proxy=2.6.16 |
          # Within 2.6: coordinators first.
          2.6.15 | stream=2.6.15 mix=2.6.15 query=2.6.15 data=2.6.15 proxy=2.6.15 | 2.6.16 | stream=2.6.15 mix=2.6.16 query=2.6.15 data=2.6.15 proxy=2.6.15 | mix
          2.6.15 | stream=2.6.15 mix=2.6.16 query=2.6.15 data=2.6.15 proxy=2.6.15 | 2.6.16 | stream=2.6.16 mix=2.6.16 query=2.6.15 data=2.6.15 proxy=2.6.15 | stream
          # A later patch in the middle of an upgrade takes its place.
          2.3.5 | mix=2.4.23! index=2.4.23 query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.4.24 | mix=2.4.23 index=2.4.24 query=2.3.5 data=2.3.5 proxy=2.3.5 | index
          # Back, as nothing has run at the new version; and what is new goes.
          2.3.5 | mix=2.3.5 index=2.4.99! query=2.3.5 data=2.3.5 proxy=2.3.5 | 2.3.5 | mix=2.3.5 index=2.3.5 query=2.3.5 data=2.3.5 proxy=2.3.5 | index
          2.5.27 | stream=2.6.99! mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.5.27 | mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 |
          2.5.27 | stream=2.6.99! mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | 2.6.16 | stream=2.6.16 mix=2.5.27 index=2.5.27 query=2.5.27 data=2.5.27 proxy=2.5.27 | stream
          """)
  void goesOneRoleAtATime(
      @Nullable String reached,
      @Nullable String runs,
      String wanted,
      String shallBe,
      @Nullable String step) {
    UpgradePlan plan = UpgradePlan.of(Table.wanted(wanted), Table.progress(reached, runs), NOW);

    assertThat(plan.refused()).isEmpty();
    assertThat(plan.versions()).isEqualTo(Table.versions(shallBe));
    assertThat(plan.step().map(Step::role).map(UpgradePlanTest::shortName))
        .isEqualTo(Optional.ofNullable(step));
  }

  @Test
  void tellsTheVersionReachedWhenEveryRoleIsComplete() {
    String all = "mix=2.4.24 index=2.4.24 query=2.4.24 data=2.4.24 proxy=2.4.24";
    assertThat(plan("2.3.5", all).reached()).contains(Table.wanted("2.4.24").version());
    assertThat(plan("2.3.5", all + "!").reached()).contains(Table.wanted("2.3.5").version());
    assertThat(plan(null, all).reached()).contains(Table.wanted("2.4.24").version());
    assertThat(plan(null, all + "!").reached()).isEmpty();
  }

  @Test
  void keepsTheImagesOfRolesWhoseTurnHasNotCome() {
    UpgradePlan plan = plan("2.3.5", "mix=2.3.5 index=2.4.24! query=2.3.5 data=2.3.5 proxy=2.3.5");
    assertThat(plan.kept())
        .containsOnlyKeys(Tier.MIX_COORD, Tier.QUERY_NODE, Tier.DATA_NODE, Tier.PROXY)
        .containsEntry(Tier.PROXY, "milvus:v2.3.5");
  }

  @Test
  void callsAStepStuckAndGoesOnWaiting() {
    Progress running =
        Table.progress("2.3.5", "mix=2.3.5 index=2.4.24! query=2.3.5 data=2.3.5 proxy=2.3.5");
    Progress since =
        new Progress(
            running.reached(),
            running.roles(),
            Optional.of(
                new UpgradeStatus("2.3.5", "2.4.24", "milvus-indexnode", "2026-11-01T11:29:59Z")));

    Step first = UpgradePlan.of(Table.wanted("2.4.24"), running, NOW).step().orElseThrow();
    Step late = UpgradePlan.of(Table.wanted("2.4.24"), since, NOW).step().orElseThrow();
    Step other = UpgradePlan.of(Table.wanted("2.4.25"), since, NOW).step().orElseThrow();

    assertThat(first.since()).isEqualTo(NOW);
    assertThat(first.reason()).isEqualTo("Upgrading");
    assertThat(first.status())
        .isEqualTo(
            new UpgradeStatus("2.3.5", "2.4.24", "milvus-indexnode", "2026-11-01T12:00:00Z"));
    assertThat(late.reason()).isEqualTo("StepTimedOut");
    assertThat(late.message())
        .isEqualTo(
            "Milvus goes from 2.3.5 to 2.4.24: milvus-indexnode since 2026-11-01T11:29:59Z,"
                + " 1 of 2 pods updated");
    assertThat(other.since()).as("another version, another step").isEqualTo(NOW);
  }

  private static UpgradePlan plan(@Nullable String reached, String runs) {
    return UpgradePlan.of(Table.wanted("2.4.24"), Table.progress(reached, runs), NOW);
  }

  private static String shortName(Tier role) {
    return Map.of(
            Tier.ROOT_COORD, "root",
            Tier.DATA_COORD, "datac",
            Tier.QUERY_COORD, "queryc",
            Tier.INDEX_COORD, "indexc",
            Tier.MIX_COORD, "mix",
            Tier.STREAMING_NODE, "stream",
            Tier.INDEX_NODE, "index",
            Tier.QUERY_NODE, "query",
            Tier.DATA_NODE, "data",
            Tier.PROXY, "proxy")
        .getOrDefault(role, role.name().toLowerCase(Locale.ROOT));
  }
}
