package io.imagesearch.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** With round unit costs, so that each figure can be worked out by hand. */
class PlannerTest {
  static final UnitCosts ROUND =
      UnitCosts.none()
          .with(
              """
              {
                "machine": "a round one",
                "costs": {
                  "embed-core-ms": 30, "api-search-core-ms": 3, "api-upload-core-ms": 20,
                  "proxy-search-core-ms": 1.5, "proxy-upload-core-ms": 5, "upload-core-ms": 4,
                  "search-core-ms": 2, "segment-core-ms": 0.25, "index-core-ms": 6,
                  "row-bytes": 100, "query-node-bytes": 1073741824, "segment-bytes": 536870912,
                  "stored-row-bytes": 10000, "stored-vector-factor": 2
                }
              }
              """
                  .getBytes(UTF_8));
  private static final PodSizes SIZES = new PodSizes(8, 64 * Bytes.GIB, false);

  @Test
  void embeddersBearSearchesAndUploadsAtThreeFifths() {
    TierPlan embedder = plan(1_000_000, 90, 10).tier("embedder");
    // 100 a second, 30 ms each, are 3 cores at work; 5 with room for a bad second.
    assertThat(embedder.pods() * embedder.cores()).isBetween(5.0, 6.0);
    assertThat(embedder.pods()).isEqualTo(2);
    assertThat(embedder.gpus()).isZero();
    assertThat(embedder.because())
        .isEqualTo("(90.0/s × 30.0 ms + 10.0/s × 30.0 ms) / 0.6 = 5.0 cores");
  }

  @Test
  void queryNodesHoldEachCopy() {
    CapacityPlan plan = plan(10_000_000, 1, 0);
    // 4 × 1280 for the vector, 4 × 16 × (2 + 1/15) for its links, 100 beside.
    double row = 5120 + 132.27 + 100;
    double copy = 1e7 * row * 1.15 / 0.9;
    TierPlan nodes = plan.tier("queryNode");
    assertThat(nodes.pods()).isEqualTo(2 * 2); // 63.7 GiB a copy, and each node's own 1 GiB
    assertThat(nodes.memoryBytes()).isCloseTo(copy / 2 + Bytes.GIB, within(1e7));
  }

  @Test
  void searchesThatTakeMoreThanNodesHaveMakeMoreNodes() {
    CapacityPlan slow = plan(1_000_000, 1000, 0);
    // 16 partitions of 62 500, each in one segment: 2 ms and 16 × 0.25 ms, 6 cores at work.
    assertThat(slow.index().segments()).isEqualTo(16);
    assertThat(slow.tier("queryNode").pods() * slow.tier("queryNode").cores()).isEqualTo(10);
    CapacityPlan slower = plan(1_000_000, 10_000, 0);
    assertThat(slower.tier("queryNode").pods()).isEqualTo(2 * 7);
    assertThat(slower.tier("queryNode").cores()).isLessThanOrEqualTo(8);
  }

  @Test
  void storageKeepsOriginalsAndWhatIsMadeOfThem() {
    CapacityPlan plan = plan(1_000_000, 1, 0);
    double expected = 1e6 * (200_000 + 10_000 + 5120 * 2);
    assertThat(plan.storageBytes()).isCloseTo(expected, within(1e6));
  }

  @Test
  void whatFailsAloneHasASecond() {
    assertThat(plan(1, 0, 0).tiers()).allSatisfy(tier -> assertThat(tier.pods()).isEqualTo(2));
  }

  @Test
  void saysWhatItCannotAnswerFor() {
    assertThat(plan(1_000_000, 1, 0).remarks()).isEmpty();
    assertThat(plan(1_000_000_000, 10_000, 10).remarks())
        .anySatisfy(line -> assertThat(line).contains("more than one volume"))
        .anySatisfy(line -> assertThat(line).contains("segments"));
    CapacityPlan alone = Planner.plan(new Demand(1000, 200_000, 1280, 1, 0, 1), ROUND, SIZES);
    assertThat(alone.remarks())
        .containsExactly("With one copy in memory, searches fail while a query node is replaced.");
  }

  @Test
  void plansNothingThatNobodyMeasured() {
    PodSizes gpus = new PodSizes(8, 64 * Bytes.GIB, true);
    Demand demand = new Demand(1000, 200_000, 1280, 1, 0, 2);
    assertThatExceptionOfType(UnmeasuredException.class)
        .isThrownBy(() -> Planner.plan(demand, UnitCosts.measured(), gpus))
        .withMessage("nobody has measured embed-gpu-ms here; give it with --costs");
    UnitCosts own =
        UnitCosts.measured()
            .with("{\"machine\": \"ours\", \"costs\": {\"embed-gpu-ms\": 1.5}}".getBytes(UTF_8));
    assertThat(Planner.plan(demand, own, gpus).tier("embedder").gpus()).isEqualTo(1);
    assertThat(own.machine()).endsWith("; ours");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                          | is no JSON",
        "{\"costs\": {}}                            | needs \"machine\"",
        "{\"machine\": \"m\", \"costs\": {\"x\": 1}}    | has a cost \"x\"; there are embed-core-ms",
        "{\"machine\": \"m\", \"costs\": {\"row-bytes\": 0}} | needs a number above 0 for row-bytes",
        "{\"machine\": \"m\", \"costs\": {\"row-bytes\": \"a\"}} | needs a number above 0",
      })
  void refusesOtherCosts(String json, String message) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ROUND.with(json.getBytes(UTF_8)))
        .withMessageStartingWith(message);
  }

  @Test
  void refusesANodeThatHasNoRoom() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            Planner.plan(
                new Demand(1000, 200_000, 1280, 1, 0, 2), ROUND, new PodSizes(8, Bytes.GIB, false)))
        .withMessage(
            "a query node takes 1.0 GiB before anything is loaded: give nodes more memory");
  }

  /** The arrows between packages keep the planner from the index; its defaults it shares. */
  @Test
  void plansForCollectionsAsTheServiceMakesThem() throws ClassNotFoundException {
    Map<String, String> defaults =
        Arrays.stream(
                Class.forName("io.imagesearch.index.milvus.MilvusProperties$Layout")
                    .getDeclaredConstructors()[0]
                    .getParameters())
            .collect(Collectors.toMap(Parameter::getName, PlannerTest::defaultOf));
    assertThat(defaults)
        .containsEntry("partitions", Integer.toString(Index.PARTITIONS))
        .containsEntry("maxConnections", Integer.toString(Index.MAX_CONNECTIONS));
  }

  private static String defaultOf(Parameter parameter) {
    return parameter.getAnnotation(DefaultValue.class).value()[0];
  }

  private static CapacityPlan plan(long pictures, double searches, double uploads) {
    return Planner.plan(new Demand(pictures, 200_000, 1280, searches, uploads, 2), ROUND, SIZES);
  }
}
