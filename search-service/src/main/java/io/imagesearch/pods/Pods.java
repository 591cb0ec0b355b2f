package io.imagesearch.pods;

import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.model.ModelIdentity;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The embedders that there are now, and which of them is asked next. */
final class Pods implements PodView.Source, EmbedderStatus.Source {
  private final ModelIdentity model;
  private final List<Pod> pods = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  Pods(ModelIdentity model) {
    this.model = model;
  }

  void add(Pod pod) {
    pods.add(pod);
  }

  void remove(Pod pod) {
    pods.remove(pod);
  }

  List<Pod> all() {
    return List.copyOf(pods);
  }

  /**
   * Who has least to do, of those that are ready, or else of the suspects; it counts as asked from
   * here on, so whoever gets it ends it.
   *
   * @param tried are left out
   */
  synchronized Optional<Pod> begin(Set<Pod> tried) {
    Optional<Pod> next = least(PodState.READY, tried).or(() -> least(PodState.SUSPECT, tried));
    next.ifPresent(Pod::begin);
    return next;
  }

  boolean anyReady() {
    return pods.stream().anyMatch(pod -> pod.state() == PodState.READY);
  }

  @Override
  public List<PodView> pods() {
    return pods.stream().map(Pod::view).toList();
  }

  /** What all that are ready are together. */
  @Override
  public EmbedderStatus status() {
    List<EmbedderStatus> ready =
        pods.stream()
            .filter(pod -> pod.state() == PodState.READY || pod.state() == PodState.SUSPECT)
            .map(Pod::status)
            .flatMap(Optional::stream)
            .toList();
    return new EmbedderStatus(
        model.name(),
        model.version(),
        model.fingerprint(),
        model.dimension(),
        each(ready, EmbedderStatus::device),
        each(ready, EmbedderStatus::precision),
        each(ready, EmbedderStatus::engine),
        ready.stream().mapToInt(EmbedderStatus::queueDepth).sum(),
        ready.stream().mapToInt(EmbedderStatus::workersAlive).sum());
  }

  /** Begins with another one each time, so that equals take turns. */
  private Optional<Pod> least(PodState state, Set<Pod> tried) {
    List<Pod> now = all();
    int first = now.isEmpty() ? 0 : Math.floorMod(turn.getAndIncrement(), now.size());
    return IntStream.range(0, now.size())
        .mapToObj(i -> now.get((first + i) % now.size()))
        .filter(pod -> pod.state() == state && !tried.contains(pod))
        .min(Comparator.comparingDouble(Pod::load));
  }

  private static String each(
      Collection<EmbedderStatus> ready, Function<EmbedderStatus, String> what) {
    return ready.stream().map(what).distinct().sorted().collect(Collectors.joining(", "));
  }
}
