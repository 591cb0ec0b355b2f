package io.imagesearch.operator.process;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.apply.Applier;
import io.imagesearch.operator.observe.CompactStore;
import io.imagesearch.operator.reconcile.ClusterReconciler;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** One replica of the operator, from its start to its end. */
public final class OperatorProcess implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(10);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final Operator operator;
  private final Leadership leadership;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Endpoints endpoints;

  /**
   * Prepares a replica.
   *
   * @throws IOException when the port is taken
   */
  public OperatorProcess(Settings settings, KubernetesClient client, Clock clock)
      throws IOException {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    leadership = new Leadership(client, settings, clock);
    Gauge.builder("image.search.operator.leader", leadership, each -> each.leads() ? 1 : 0)
        .register(registry);
    // By resource there would be as many series as clusters ever made.
    Metrics metrics = MicrometerMetrics.withoutPerResourceMetrics(registry);
    operator =
        new Operator(overrider -> {
          overrider
              .withKubernetesClient(client)
              .withCloseClientOnStop(false)
              .withMetrics(metrics)
              .withConcurrentReconciliationThreads(settings.threads())
              .withReconciliationTerminationTimeout(END);
          if (settings.leaderElection()) {
            overrider.withLeaderElectionConfiguration(leadership.configuration());
          }
        });
    var reconciler =
        new ClusterReconciler(client, settings.namespace(), settings.checks(), clock, registry);
    operator.register(
        reconciler,
        overrider -> {
          overrider
              .withRetry(
                  GenericRetry.defaultLimitedExponentialRetry()
                      .setInitialInterval(FIRST_RETRY)
                      .setMaxInterval(LONGEST_RETRY.toMillis())
                      .withoutMaxAttempts())
              .withRateLimiter(new LinearRateLimiter(Duration.ofSeconds(1), 2))
              .withReconciliationMaxInterval(settings.resync());
          if (settings.namespaces().isEmpty()) {
            overrider.watchingAllNamespaces();
          } else {
            overrider.settingNamespaces(settings.namespaces());
          }
          // Of several namespaces, each has an informer, and they can't share a store.
          if (settings.namespaces().size() < 2) {
            overrider.withItemStore(
                new CompactStore<>(
                    ImageSearchCluster.class,
                    Applier.FIELD_MANAGER,
                    client.getKubernetesSerialization()));
          }
        });
    Supplier<String> told =
        () -> {
          reconciler.tidyMetrics();
          return registry.scrape();
        };
    endpoints = new Endpoints(settings.port(), leadership::isLive, this::isReady, told);
  }

  /** Runs; with leader election, returns when this replica leads. */
  public void start() {
    operator.start();
  }

  /** The port of health and metrics. */
  public int port() {
    return endpoints.port();
  }

  private boolean isReady() {
    var info = operator.getRuntimeInfo();
    // A replica that waits for its turn is as ready as one can be.
    return (!info.isStarted() && !leadership.leads())
        ? leadership.isLive()
        : info.isStarted() && info.allEventSourcesAreHealthy();
  }

  @Override
  public void close() {
    leadership.end();
    operator.stop();
    leadership.handOver();
    endpoints.close();
    collections.close();
  }
}
