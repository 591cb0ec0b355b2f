package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.imagesearch.operator.observe.Kinds;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this Kubernetes can, beside what each can; asked anew now and then. */
final class Platform {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<GroupVersionKind, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(boolean known, Instant at) {}

  Platform(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  boolean hasPodMonitors() {
    return knows(Kinds.POD_MONITOR);
  }

  boolean hasHttpRoutes() {
    return knows(Kinds.HTTP_ROUTE);
  }

  boolean knows(GroupVersionKind kind) {
    return answers
        .compute(
            kind,
            (_, before) ->
                before != null && before.at().plus(FRESH).isAfter(clock.instant())
                    ? before
                    : new Answer(ask(kind, before), clock.instant()))
        .known();
  }

  /** An API server that can't be asked now has what it had. */
  private boolean ask(GroupVersionKind kind, @Nullable Answer before) {
    try {
      var resources = client.getApiResources(kind.getGroup() + "/" + kind.getVersion());
      return resources != null
          && resources.getResources().stream()
              .anyMatch(resource -> kind.getKind().equals(resource.getKind()));
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("kind", kind.getKind()).setCause(e).log("discovery failed");
      return before != null && before.known();
    }
  }
}
