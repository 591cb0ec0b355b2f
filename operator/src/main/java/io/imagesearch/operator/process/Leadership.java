package io.imagesearch.operator.process;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of several replicas acts. A replica that does not lead while nobody does, though the API
 * server answers, can't any more: its liveness fails, and it is started anew.
 */
final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  static final String LEASE = "image-search-operator";

  private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
  private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final Settings settings;
  private final Clock clock;
  private final AtomicBoolean leads = new AtomicBoolean();
  private volatile boolean ending;
  private Instant lastGood;

  Leadership(KubernetesClient client, Settings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.lastGood = clock.instant();
  }

  LeaderElectionConfiguration configuration() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
        .withLeaseNamespace(settings.namespace())
        .withIdentity(settings.identity())
        .withLeaseDuration(LEASE_DURATION)
        .withRenewDeadline(RENEW_DEADLINE)
        .withRetryPeriod(RETRY_PERIOD)
        .withLeaderCallbacks(new LeaderCallbacks(() -> leads.set(true), this::lost, _ -> {}))
        // The framework's own exit waits for the hooks that wait for it when the process is told to
        // end.
        .withExitOnStopLeading(false)
        .build();
  }

  /** From now on, giving the lease back is no loss. */
  void end() {
    ending = true;
  }

  /** Gives the place of the leader back, so that the next one need not wait until it runs out. */
  void handOver() {
    if (!settings.leaderElection()) {
      return;
    }
    try {
      Lease lease = client.leases().inNamespace(settings.namespace()).withName(LEASE).get();
      if (lease != null && settings.identity().equals(lease.getSpec().getHolderIdentity())) {
        // As client-go leaves it.
        lease.getSpec().setHolderIdentity("");
        lease.getSpec().setLeaseDurationSeconds(1);
        client.resource(lease).lockResourceVersion().update();
      }
    } catch (KubernetesClientException e) {
      LOG.atWarn().setCause(e).log("the lease could not be given back, and runs out");
    }
  }

  /** What a pass is about to write is another's business now: ends at once, without hooks. */
  private void lost() {
    leads.set(false);
    if (!ending) {
      LOG.atError().addKeyValue("identity", settings.identity()).log("no longer leads, and ends");
      Runtime.getRuntime().halt(1);
    }
  }

  boolean leads() {
    return leads.get() || !settings.leaderElection();
  }

  /** Whether this replica leads, or another one does, or nobody could. */
  synchronized boolean isLive() {
    if (leads() || isHeld()) {
      lastGood = clock.instant();
    }
    return lastGood.plus(PATIENCE).isAfter(clock.instant());
  }

  private boolean isHeld() {
    try {
      Lease lease = client.leases().inNamespace(settings.namespace()).withName(LEASE).get();
      return lease != null
          && lease.getSpec() != null
          && lease.getSpec().getRenewTime() != null
          && lease
              .getSpec()
              .getRenewTime()
              .toInstant()
              .plus(LEASE_DURATION)
              .isAfter(clock.instant());
    } catch (KubernetesClientException e) {
      // Without the API server nobody can lead; a restart would not bring it back.
      return true;
    }
  }
}
