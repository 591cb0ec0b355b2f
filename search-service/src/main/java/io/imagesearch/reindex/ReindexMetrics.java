package io.imagesearch.reindex;

import io.imagesearch.generation.Generations;
import io.imagesearch.generation.Plan;
import io.imagesearch.generation.ReindexJob;
import io.imagesearch.generation.ReindexJob.Progress;
import io.imagesearch.generation.ReindexJob.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * What the plan says of moves to another model. Each process over the same store says the same, a
 * second or so apart.
 */
record ReindexMetrics(Generations generations) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    for (State state : State.values()) {
      Gauge.builder("reindex.jobs", generations, all -> count(all, state))
          .tag("state", state.json())
          .register(registry);
    }
    progress(registry, "total", Progress::total);
    progress(registry, "done", Progress::done);
    progress(registry, "failed", Progress::failed);
  }

  /** Of the move that is under way; 0 where there is none. */
  private void progress(MeterRegistry registry, String what, ToDoubleFunction<Progress> value) {
    Gauge.builder(
            "reindex.pictures",
            generations,
            all ->
                all.plan()
                    .flatMap(Plan::active)
                    .map(ReindexJob::progress)
                    .map(value::applyAsDouble)
                    .orElse(0.0))
        .tag("state", what)
        .register(registry);
  }

  private static double count(Generations generations, State state) {
    return generations.plan().stream()
        .flatMap(plan -> plan.jobs().stream())
        .filter(job -> job.state() == state)
        .count();
  }
}
