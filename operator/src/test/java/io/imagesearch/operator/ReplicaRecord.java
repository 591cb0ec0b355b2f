package io.imagesearch.operator;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every number of pods that a Deployment was given and had, as the API server told it, from the
 * first one on. A dip that lasted for a moment is in it too.
 */
final class ReplicaRecord implements Watcher<Deployment>, AutoCloseable {
  /**
   * @param wanted replicas in the spec
   * @param ready pods that are
   */
  record Size(Instant at, int wanted, int ready) {}

  private record Remark(Instant at, String text) {}

  private final Instant start = Instant.now();
  private final List<Size> sizes = new CopyOnWriteArrayList<>();
  private final List<Remark> remarks = new CopyOnWriteArrayList<>();
  private final Watch watch;

  ReplicaRecord(LiveClusters clusters, String deployment) {
    watch =
        clusters
            .client
            .apps()
            .deployments()
            .inNamespace(clusters.namespace)
            .withName(deployment)
            .watch(this);
  }

  /** Something that happened now, for who reads the record. */
  void remark(String text) {
    remarks.add(new Remark(Instant.now(), text));
  }

  List<Size> sizes() {
    return List.copyOf(sizes);
  }

  Size last() {
    return sizes.getLast();
  }

  /** A line for each second until now: what was wanted and ready in it. */
  String bySecond() {
    long seconds = Duration.between(start, Instant.now()).toSeconds();
    return IntStream.rangeClosed(0, (int) seconds)
        .mapToObj(second -> line(second, start.plusSeconds(second)))
        .collect(Collectors.joining("\n"));
  }

  private String line(int second, Instant from) {
    Instant to = from.plusSeconds(1);
    // What it was when the second began counts as well.
    Size before =
        sizes.stream()
            .takeWhile(size -> !size.at().isAfter(from))
            .reduce(sizes.getFirst(), (one, next) -> next);
    List<Size> during =
        Stream.concat(Stream.of(before), sizes.stream().filter(size -> in(size.at(), from, to)))
            .toList();
    return "%3d s: %s wanted, %s ready%s"
        .formatted(
            second,
            range(during.stream().mapToInt(Size::wanted).summaryStatistics()),
            range(during.stream().mapToInt(Size::ready).summaryStatistics()),
            remarks.stream()
                .filter(remark -> in(remark.at(), from, to))
                .map(remark -> "  <- " + remark.text())
                .collect(Collectors.joining()));
  }

  private static String range(IntSummaryStatistics seen) {
    return seen.getMin() == seen.getMax()
        ? Integer.toString(seen.getMin())
        : seen.getMin() + " to " + seen.getMax();
  }

  private static boolean in(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  @Override
  public void eventReceived(Action action, Deployment deployment) {
    int ready = Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0);
    sizes.add(new Size(Instant.now(), deployment.getSpec().getReplicas(), ready));
  }

  @Override
  public void onClose(@Nullable WatcherException cause) {}

  @Override
  public void close() {
    watch.close();
  }
}
