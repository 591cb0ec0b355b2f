package io.imagesearch.operator;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.imagesearch.operator.plane.AuditedRequest;
import io.imagesearch.operator.status.ConditionType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A cluster of thousands of pods, and what each change to it costs whom. */
final class LargeCluster {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration REPORT = Duration.ofSeconds(20);
  private static final String PASSES = "operator_sdk_controllers_execution_reconcile_seconds_";

  private final LiveClusters clusters;
  private final OperatorReplica operator;
  private final String name;

  LargeCluster(LiveClusters clusters, OperatorReplica operator, String name) {
    this.clusters = clusters;
    this.operator = operator;
    this.name = name;
  }

  void patch(String spec) {
    clusters.kubectl("patch", "isc/" + name, "--type=merge", "-p", "{\"spec\": " + spec + "}");
  }

  /** As the operator says. */
  boolean isReady() {
    return clusters.resource(name).get() != null
        && clusters
            .condition(name, ConditionType.READY)
            .filter(condition -> "True".equals(condition.getStatus()))
            .isPresent();
  }

  /** Whether so many pods are ready, and no others are there. */
  boolean has(String deployment, int pods) {
    DeploymentStatus status = find(deployment).getStatus();
    return Objects.equals(status.getReplicas(), pods)
        && Objects.equals(status.getReadyReplicas(), pods);
  }

  boolean atLeast(String deployment, int pods) {
    return Objects.requireNonNullElse(find(deployment).getStatus().getReadyReplicas(), 0) >= pods;
  }

  boolean isRolledOut(String deployment) {
    Deployment found = find(deployment);
    return Objects.equals(
            found.getMetadata().getGeneration(), found.getStatus().getObservedGeneration())
        && Objects.equals(found.getStatus().getUpdatedReplicas(), found.getSpec().getReplicas())
        && has(deployment, found.getSpec().getReplicas());
  }

  /** That each pod asks for. */
  int cores(String deployment) {
    return Integer.parseInt(
        Objects.requireNonNull(
                find(deployment)
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getResources()
                    .getRequests()
                    .get("cpu"))
            .getAmount());
  }

  private Deployment find(String deployment) {
    return clusters.find(Deployment.class, deployment);
  }

  /** Changes something, waits until it is done or the time is over, and prints what that took. */
  void measure(String what, Duration patience, Runnable change, BooleanSupplier isDone)
      throws IOException {
    Costs before = Costs.of(clusters.plane, operator, passes(), writes().size());
    Instant began = Instant.now();
    Instant told = began;
    long highest = 0;
    change.run();
    boolean done = false;
    while (!done && Instant.now().isBefore(began.plus(patience)) && operator.isAlive()) {
      done = isDone.getAsBoolean();
      highest = Math.max(highest, operator.residentMebibytes());
      if (Instant.now().isAfter(told.plus(REPORT))) {
        told = Instant.now();
        System.out.printf("  %s, %4d s: %s; %s%n", what, seconds(began), pods(), ready());
      }
      pause();
    }
    if (!operator.isAlive()) {
      throw new IllegalStateException("the operator ended: " + operator.log());
    }
    Costs after = Costs.of(clusters.plane, operator, passes(), writes().size());
    System.out.printf(
        "%s: %s after %d s; %s; the operator has %d MiB at most%n",
        what, done ? "done" : "not done", seconds(began), after.since(before), highest);
  }

  private static long seconds(Instant since) {
    return Duration.between(since, Instant.now()).toSeconds();
  }

  private String pods() {
    return clusters
        .client
        .apps()
        .deployments()
        .inNamespace(clusters.namespace)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(deployment -> -deployment.getSpec().getReplicas()))
        .limit(4)
        .map(deployment ->
            "%s %s of %d"
                .formatted(
                    deployment.getMetadata().getName(),
                    Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0),
                    deployment.getSpec().getReplicas()))
        .collect(Collectors.joining(", "));
  }

  private String ready() {
    return clusters
        .condition(name, ConditionType.READY)
        .map(condition -> condition.getReason() + ": " + condition.getMessage())
        .orElse("the operator has not said yet");
  }

  private Costs.Passes passes() throws IOException {
    return new Costs.Passes(operator.metric(PASSES + "count"), operator.metric(PASSES + "sum"));
  }

  private List<AuditedRequest> writes() {
    String user = "system:serviceaccount:" + clusters.namespace + ":" + OperatorUnderTest.ACCOUNT;
    return clusters.plane.auditWrites(
        request -> request.user().equals(user) && !request.resource().equals("leases"));
  }

  /** How fast the scheduler gave nodes to pods, in each half minute. */
  void printBindings() {
    Map<Long, Long> halves = new TreeMap<>();
    clusters
        .plane
        .auditWrites(request -> request.subresource().equals("binding"))
        .forEach(binding -> halves.merge(binding.time().getEpochSecond() / 30, 1L, Long::sum));
    System.out.println(
        "pods scheduled in each 30 s: "
            + halves.values().stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
