package io.imagesearch.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands the number of pods over to an autoscaler without a dip. A field that the operator alone had
 * set and then leaves out is reset to 1 by the API server; so it keeps saying the number that is
 * there until somebody else has set one.
 */
final class ReplicaHandover {
  private ReplicaHandover() {}

  /**
   * What to apply for a Deployment whose number of pods is an autoscaler's.
   *
   * @param wakeUp pods to begin with where there are none: an autoscaler leaves 0 alone
   */
  static HasMetadata adjust(HasMetadata desired, @Nullable HasMetadata actual, int wakeUp) {
    if (!(desired instanceof Deployment wanted) || wanted.getSpec().getReplicas() != null) {
      return desired;
    }
    if (!(actual instanceof Deployment there)) {
      return withReplicas(wanted, wakeUp, null);
    }
    Integer now = there.getSpec().getReplicas();
    if (now != null && now == 0) {
      return withReplicas(wanted, wakeUp, there);
    }
    Set<String> owners = FieldOwners.ofReplicas(there);
    boolean oursAlone = owners.equals(Set.of(Applier.FIELD_MANAGER));
    return oursAlone && now != null ? withReplicas(wanted, now, there) : desired;
  }

  private static Deployment withReplicas(
      Deployment wanted, int replicas, @Nullable Deployment there) {
    var builder = new DeploymentBuilder(wanted).editSpec().withReplicas(replicas).endSpec();
    if (there != null) {
      // What was read may be old: if the autoscaler acted since, this is refused and read anew.
      builder
          .editMetadata()
          .withResourceVersion(there.getMetadata().getResourceVersion())
          .endMetadata();
    }
    return builder.build();
  }
}
