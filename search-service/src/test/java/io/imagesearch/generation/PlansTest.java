package io.imagesearch.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imagesearch.generation.Plan.Phase;
import io.imagesearch.generation.ReindexJob.Progress;
import io.imagesearch.generation.ReindexJob.State;
import io.imagesearch.store.FolderStores;
import io.imagesearch.store.ImageStore;
import io.imagesearch.store.StoreException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
  private static final ModelSpec OLD = model("a", "0123456789ab");
  private static final ModelSpec NEW = model("b", "ba9876543210");

  @TempDir private Path folder;
  private ImageStore store;
  private Plans plans;

  @BeforeEach
  void open() {
    store = FolderStores.open(folder);
    plans = new Plans(store);
  }

  @Test
  void keepsWhatWasWritten() {
    assertThat(plans.read()).isEmpty();

    Plan written =
        plans.update(
            Plan.first(OLD),
            plan -> plan.with(NEW, Phase.BUILDING).add(job("1")).withObjection(NEW, "x: no file"));

    assertThat(plans.read()).hasValue(written);
    assertThat(standby(written).objections()).containsExactly("x: no file");
    assertThat(written.active()).hasValue(job("1"));
  }

  @Test
  void writesNothingWhereNothingChanges() {
    Plan same = plans.update(Plan.first(OLD), plan -> plan);

    assertThat(same).isEqualTo(Plan.first(OLD));
    assertThat(plans.read()).isEmpty();
  }

  @Test
  void losesNoChangeOfManyWriters() {
    Plan first = Plan.first(OLD).add(job("1"));
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 80; i++) {
        writers.execute(() -> {
          Plan _ =
              plans.update(
                  first, plan -> plan.change("1", job -> job.beat("x", Progress.NONE, null)));
        });
      }
    }
    assertThat(plans.read().orElseThrow().job("1").orElseThrow().beat()).isEqualTo(80);
  }

  @Test
  void changesOverAndBack() {
    Plan moved = Plan.first(OLD).with(NEW, Phase.SWITCHING).swapped();

    assertThat(moved.serving()).isEqualTo(NEW);
    assertThat(standby(moved).model()).isEqualTo(OLD);
    assertThat(standby(moved).phase()).isEqualTo(Phase.KEPT);
    assertThat(moved.swapped().serving()).isEqualTo(OLD);
  }

  @Test
  void opensAndRequiresWhatItsPhaseSays() {
    Plan plan = Plan.first(OLD);

    assertThat(plan.with(NEW, Phase.BUILDING).openStandby()).hasValue(NEW);
    assertThat(plan.with(NEW, Phase.BUILDING).standbyIsRequired()).isFalse();
    assertThat(plan.with(NEW, Phase.SWITCHING).standbyIsRequired()).isTrue();
    assertThat(plan.with(NEW, Phase.PAUSED).openStandby()).isEmpty();
    assertThat(plan.with(NEW, Phase.DROPPING).openStandby()).isEmpty();
  }

  @Test
  void remembersTheNewestJobs() {
    Plan plan = Plan.first(OLD);
    for (int i = 0; i < 30; i++) {
      plan = plan.add(job(Integer.toString(i)));
    }

    assertThat(plan.jobs()).hasSize(20);
    assertThat(plan.jobs().getFirst().id()).isEqualTo("29");
  }

  @Test
  void takesAnObjectionOnceAndOnlyToWhatItIsAbout() {
    Plan plan = Plan.first(OLD).with(NEW, Phase.BUILDING).withObjection(NEW, "why");

    assertThat(plan.withObjection(NEW, "why")).isEqualTo(plan);
    assertThat(plan.withObjection(OLD, "other")).isEqualTo(plan);
  }

  @Test
  void knowsWhoIsStillOpening() {
    Plan plan = Plan.first(OLD).with(NEW, Phase.BUILDING).withOpening("p", true);

    assertThat(standby(plan).opening()).containsExactly("p");
    assertThat(plan.withOpening("p", true)).isEqualTo(plan);
    assertThat(standby(plan.withOpening("p", false)).opening()).isEmpty();
    assertThat(plan.standbyIsAwaited()).isTrue();
    assertThat(plan.with(NEW, Phase.KEPT).standbyIsAwaited()).isFalse();
  }

  @Test
  void refusesAPlanOfALaterVersion() {
    byte[] later = "{\"version\": 2, \"change\": 1, \"jobs\": []}".getBytes(StandardCharsets.UTF_8);
    assertThat(store.writeDocument("generations", Optional.empty(), later)).isTrue();

    assertThatExceptionOfType(StoreException.class).isThrownBy(plans::read);
  }

  private static Plan.Standby standby(Plan plan) {
    return Objects.requireNonNull(plan.standby());
  }

  private static ModelSpec model(String name, String fingerprint) {
    return new ModelSpec(
        "/models/" + name, List.of(URI.create("http://e:1")), name, "1", fingerprint, 4);
  }

  private static ReindexJob job(String id) {
    return new ReindexJob(
        id,
        NEW,
        OLD,
        0,
        State.RUNNING,
        "opening",
        "me",
        0,
        false,
        Instant.parse("2026-01-01T00:00:00Z"),
        null,
        Progress.NONE,
        null);
  }
}
