package io.imagesearch.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.apply.Applier;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events for what changed. A condition that keeps its status and reason makes none, so that nothing
 * is said twice, also by an operator that was started anew.
 */
public final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final int LONGEST = 1000;

  private static final Set<String> HARMLESS_WHEN_FALSE =
      Set.of(
          ConditionType.PAUSED.label(),
          ConditionType.PROGRESSING.label(),
          ConditionType.IMAGES_CURRENT.label(),
          ConditionType.WARNING.label(),
          ConditionType.SCALING_ACTIVE.label());

  private final KubernetesClient client;
  private final Clock clock;

  public EventLog(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Tells what is new in the conditions of a cluster. */
  public void tell(
      ImageSearchCluster cluster, @Nullable List<Condition> before, List<Condition> now) {
    for (Condition condition : now) {
      Optional<Condition> old =
          before == null
              ? Optional.empty()
              : before.stream()
                  .filter(each -> condition.getType().equals(each.getType()))
                  .findFirst();
      if (isNews(condition, old)) {
        tell(
            cluster,
            isGood(condition) ? "Normal" : "Warning",
            condition.getType() + condition.getReason(),
            condition.getMessage());
      }
    }
  }

  private static boolean isNews(Condition condition, Optional<Condition> old) {
    boolean same =
        old.filter(before -> Objects.equals(before.getStatus(), condition.getStatus()))
            .filter(before -> Objects.equals(before.getReason(), condition.getReason()))
            .isPresent();
    // That nothing is wrong or under way yet is no news of a cluster that was just made.
    boolean beginning =
        old.isEmpty()
            && ("Unknown".equals(condition.getStatus())
                || ConditionType.IMAGES_CURRENT.label().equals(condition.getType())
                || ("False".equals(condition.getStatus())
                    && HARMLESS_WHEN_FALSE.contains(condition.getType())));
    return !same && !beginning;
  }

  private static boolean isGood(Condition condition) {
    boolean calm = HARMLESS_WHEN_FALSE.contains(condition.getType());
    if (ConditionType.WARNING.label().equals(condition.getType())) {
      return "False".equals(condition.getStatus());
    }
    return calm || !"False".equals(condition.getStatus());
  }

  /** An Event is for people: what can't be written is logged, and nothing waits for it. */
  public void tell(ImageSearchCluster cluster, String type, String reason, String message) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName(cluster.getMetadata().getName() + ".")
            .withNamespace(cluster.getMetadata().getNamespace())
            .endMetadata()
            .withNewInvolvedObject()
            .withApiVersion(cluster.getApiVersion())
            .withKind(cluster.getKind())
            .withName(cluster.getMetadata().getName())
            .withNamespace(cluster.getMetadata().getNamespace())
            .withUid(cluster.getMetadata().getUid())
            .endInvolvedObject()
            .withType(type)
            .withReason(reason)
            .withMessage(message.length() <= LONGEST ? message : message.substring(0, LONGEST))
            .withFirstTimestamp(now)
            .withLastTimestamp(now)
            .withCount(1)
            .withNewSource()
            .withComponent(Applier.FIELD_MANAGER)
            .endSource()
            .withReportingComponent(Applier.FIELD_MANAGER)
            .build();
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("reason", reason).setCause(e).log("an Event could not be written");
    }
  }
}
