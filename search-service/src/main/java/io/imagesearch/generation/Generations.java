package io.imagesearch.generation;

import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexUnavailableException;
import io.imagesearch.index.VectorIndexes;
import io.imagesearch.problem.Problems;
import io.imagesearch.store.StoreException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process serves from and writes to, as the plan says that all processes share. The plan
 * is looked at each second, and before a write when that was not done lately: who has changed it
 * and waits for {@link #NOTICED} knows that every later acknowledgement goes by it.
 */
public final class Generations implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Generations.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration FRESH = Duration.ofSeconds(3);

  /** After which no process acknowledges by an older plan. */
  public static final Duration NOTICED = FRESH.plusSeconds(1);

  /** After which no process has open what the plan does not name any more. */
  public static final Duration RELEASED = NOTICED.plus(OpenGenerations.LINGER).plusSeconds(2);

  private final String process = UUID.randomUUID().toString().substring(0, 8);
  private final Generation first;
  private final Plans plans;
  private final GenerationOpener opener;
  private final VectorIndexes indexes;
  private final OpenGenerations open;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("generations").factory());
  private volatile Current current;
  private volatile Optional<Plan> plan = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile long lookedAt;
  private @Nullable Failure failure;
  private String named = "";

  /**
   * @param first what the process was started with
   */
  Generations(Generation first, Plans plans, GenerationOpener opener, VectorIndexes indexes) {
    this.first = first;
    this.plans = plans;
    this.opener = opener;
    this.indexes = indexes;
    current = new Current(first, Optional.empty(), false);
    open = new OpenGenerations(opener, (spec, why) -> clock.execute(() -> opened(spec, why)));
    open.addConfigured(first);
  }

  void start() {
    look();
    var _ =
        clock.scheduleWithFixedDelay(
            this::lookUnlessAway, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** To read from: asks nobody. */
  public Current current() {
    return current;
  }

  /**
   * To write to. What was written is to be acknowledged only when this still answers the same.
   *
   * @throws StoreException when nobody can say what the plan is
   * @throws io.imagesearch.problem.ProblemException while this process lacks a model that it needs
   */
  public Current forWriting() {
    if (!isFresh()) {
      lookOnce(System.nanoTime());
    }
    Current now = current;
    if (trouble.isPresent()) {
      throw Problems.modelOpening(trouble.get());
    }
    return now;
  }

  /** Why this process can't do as the plan says. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Whether the plan has a second model that this process lacks yet. */
  public boolean isOpening() {
    return plan.flatMap(Plan::openStandby).isPresent() && current.standby().isEmpty();
  }

  /** Empty as long as the collection was never moved. */
  public Optional<Plan> plan() {
    return plan;
  }

  /** The plan as it is in the store now, where there has to be one to look at. */
  public Plan planOrFirst() {
    look();
    return plan.orElseGet(() -> Plan.first(first.spec()));
  }

  /** Changes the plan for all processes; this one goes by it at once. */
  public Plan update(UnaryOperator<Plan> change) {
    Plan changed = plans.update(Plan.first(first.spec()), change);
    follow(Optional.of(changed));
    return changed;
  }

  /** This process, among those that share the store. */
  public String process() {
    return process;
  }

  /**
   * Opens a model, to see whether that can be done.
   *
   * @throws io.imagesearch.model.ModelException when it can't be embedded with
   */
  public Generation open(ModelSpec spec) {
    return opener.open(spec);
  }

  /** Takes over what was opened; unless the plan names it soon, it is closed. */
  public synchronized void add(Generation opened) {
    open.add(opened);
  }

  /** Whether anybody here may still be using it. */
  public synchronized boolean isOpen(ModelSpec spec) {
    return open.isOpen(spec);
  }

  public VectorIndexes indexes() {
    return indexes;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    synchronized (this) {
      open.close();
    }
  }

  private boolean isFresh() {
    return System.nanoTime() - lookedAt < FRESH.toNanos();
  }

  /** Of many who ask at once for a store that is away, one finds out. */
  private synchronized void lookOnce(long asked) {
    if (isFresh()) {
      return;
    }
    Failure last = failure;
    if (last != null && last.at() - asked > 0) {
      throw new StoreException("The plan of models can't be read", last.cause());
    }
    look();
  }

  /** Its time is that before it asked. */
  private synchronized void look() {
    long began = System.nanoTime();
    try {
      follow(plans.read());
      lookedAt = began;
    } catch (RuntimeException e) {
      failure = new Failure(e, System.nanoTime());
      throw e;
    }
  }

  private record Failure(RuntimeException cause, long at) {}

  /** Never back to one that was read before. */
  private synchronized void follow(Optional<Plan> read) {
    long known = plan.map(Plan::change).orElse(-1L);
    if (read.map(Plan::change).orElse(-1L) >= known) {
      plan = read;
      apply(read.orElseGet(() -> Plan.first(first.spec())));
    }
  }

  private void apply(Plan now) {
    Optional<Generation> serving = open.want(now.serving());
    Optional<ModelSpec> other = now.openStandby();
    Optional<Generation> standby = other.flatMap(open::want);
    boolean required = now.standbyIsRequired();
    Current next = new Current(serving.orElse(current.serving()), standby, required);
    if (!next.serving().equals(current.serving())) {
      log.atInfo().addKeyValue("model", now.serving().label()).log("Searches by another model");
    }
    if (!next.equals(current)) {
      current = next;
    }
    trouble =
        serving.isEmpty()
            ? Optional.of("This process is opening the model " + now.serving().label() + ".")
            : required && standby.isEmpty()
                ? Optional.of("This process is opening the model that is moved to.")
                : Optional.empty();
    Set<ModelSpec> wanted = new HashSet<>(Set.of(current.serving().spec()));
    wanted.add(now.serving());
    other.ifPresent(wanted::add);
    open.closeAllBut(wanted);
  }

  private void lookUnlessAway() {
    try {
      look();
      report();
      name();
    } catch (StoreException | IndexException | IndexUnavailableException e) {
      log.atDebug().setCause(e).log("The plan of models can't be looked at");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("The plan of models could not be followed");
    }
  }

  /** Each process does it, so that it is done whoever is killed. */
  private void name() {
    ModelSpec serving = current.serving().spec();
    if (plan.isPresent() && !named.equals(serving.fingerprint())) {
      indexes.serve(serving.fingerprint(), serving.dimension());
      named = serving.fingerprint();
    }
  }

  /** So that the job does not ask of this process what it can't do yet. */
  private void report() {
    boolean opening =
        plan.filter(Plan::standbyIsAwaited).isPresent()
            && current.standby().filter(Generations::isUsable).isEmpty();
    boolean said =
        plan.flatMap(now -> Optional.ofNullable(now.standby()))
            .filter(standby -> standby.opening().contains(process))
            .isPresent();
    if (opening != said) {
      Plan _ = update(now -> now.withOpening(process, opening));
    }
  }

  private static boolean isUsable(Generation generation) {
    return generation.index().trouble().isEmpty() && generation.embedder().isReady();
  }

  /** One that can't be opened here must not become the one that is searched by. */
  private void opened(ModelSpec spec, Optional<String> failure) {
    try {
      failure.ifPresent(why ->
          plans.update(
              Plan.first(first.spec()), now -> now.withObjection(spec, process + ": " + why)));
      look();
    } catch (StoreException e) {
      log.atDebug().setCause(e).log("The plan of models can't be looked at");
    }
  }
}
