package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.apply.Applier;

/** A cluster with nothing but a status, as server-side apply wants it. */
final class StatusPatch {
  private StatusPatch() {}

  static ImageSearchCluster of(ImageSearchCluster resource, ImageSearchClusterStatus status) {
    ImageSearchCluster fresh = new ImageSearchCluster();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .build());
    fresh.setStatus(status);
    return fresh;
  }

  /** Writes it at once, where what follows in the pass must not come before it. */
  static void write(
      KubernetesClient client, ImageSearchCluster resource, ImageSearchClusterStatus status) {
    client
        .resource(of(resource, status))
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(Applier.FIELD_MANAGER)
                .withForce(true)
                .build());
  }
}
