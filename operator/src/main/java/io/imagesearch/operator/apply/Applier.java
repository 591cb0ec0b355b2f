package io.imagesearch.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.observe.Kinds;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes objects by server-side apply, where they differ from what is there. */
public final class Applier {
  /** By this name the API server knows which fields are the operator's. It can never change. */
  public static final String FIELD_MANAGER = "image-search-operator";

  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  private final Context<ImageSearchCluster> context;
  private final ImageSearchCluster owner;

  public Applier(ImageSearchCluster owner, Context<ImageSearchCluster> context) {
    this.owner = owner;
    this.context = context;
  }

  /**
   * Makes an object what it shall be.
   *
   * @param actual what is there, as far as is known
   * @param wakeUp pods to begin with where an autoscaler goes on
   * @return whether something was written
   * @throws NameTakenException when an object of that name is somebody else's
   */
  public boolean apply(HasMetadata desired, @Nullable HasMetadata actual, int wakeUp) {
    desired.getMetadata().setOwnerReferences(List.of(reference()));
    HasMetadata wanted = ReplicaHandover.adjust(desired, actual, wakeUp);
    if (actual == null) {
      create(wanted, wakeUp);
      return true;
    }
    if (matches(wanted, actual)) {
      return false;
    }
    HasMetadata written = write(wanted);
    source(wanted)
        .ifPresent(source ->
            source.handleRecentResourceUpdate(ResourceID.fromResource(written), written, actual));
    log("changed", written);
    return true;
  }

  /**
   * Makes a Secret with contents that were made up for it. One that is there, seen or not, stays as
   * it is.
   *
   * @param owned whether it goes with the cluster; else it stays, as the volumes that it opens
   */
  public void createOnce(Secret secret, boolean owned) {
    if (owned) {
      secret.getMetadata().setOwnerReferences(List.of(reference()));
    }
    try {
      Secret made = context.getClient().resource(secret).create();
      log("made", made);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  /** Lets a Secret go with the cluster from now on, or outlive it. Its contents stay. */
  public void own(Secret secret, boolean owned) {
    context
        .getClient()
        .resource(secret)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(
                Map.of(
                    "metadata",
                    Map.of("ownerReferences", owned ? List.of(reference()) : List.of()))));
    log(owned ? "owned" : "given away", secret);
  }

  /** Asks for a larger volume. */
  public void grow(String claim, Quantity size) {
    context
        .getClient()
        .persistentVolumeClaims()
        .inNamespace(owner.getMetadata().getNamespace())
        .withName(claim)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(
                Map.of(
                    "spec",
                    Map.of("resources", Map.of("requests", Map.of("storage", size.toString()))))));
    LOG.atInfo().addKeyValue("claim", claim).addKeyValue("size", size).log("grown");
  }

  /** Removes an object that is not wanted any more. */
  public void remove(HasMetadata object) {
    context.getClient().resource(object).delete();
    log("removed", object);
  }

  private void create(HasMetadata wanted, int wakeUp) {
    // With a version that no object has, apply makes one or is refused; it adopts nothing unseen.
    wanted.getMetadata().setResourceVersion("1");
    try {
      HasMetadata written = write(wanted);
      source(wanted)
          .ifPresent(source ->
              source.handleRecentResourceCreate(ResourceID.fromResource(written), written));
      log("made", written);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      wanted.getMetadata().setResourceVersion(null);
      HasMetadata there = context.getClient().resource(wanted).get();
      if (there == null || !isOurs(there)) {
        throw new NameTakenException(wanted);
      }
      apply(wanted, there, wakeUp);
    }
  }

  /** By label: what was orphaned when its cluster was deleted is taken up again. */
  private boolean isOurs(HasMetadata there) {
    Map<String, String> labels = there.getMetadata().getLabels();
    return labels != null
        && Labels.OPERATOR.equals(labels.get(Labels.MANAGED_BY))
        && Objects.equals(labels.get(Labels.INSTANCE), owner.getMetadata().getName());
  }

  private HasMetadata write(HasMetadata wanted) {
    return context
        .getClient()
        .resource(wanted)
        .fieldManager(FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
  }

  private boolean matches(HasMetadata wanted, HasMetadata actual) {
    String version = wanted.getMetadata().getResourceVersion();
    wanted.getMetadata().setResourceVersion(null);
    try {
      return SSABasedGenericKubernetesResourceMatcher.getInstance()
          .matches(actual, wanted, context);
    } finally {
      wanted.getMetadata().setResourceVersion(version);
    }
  }

  @SuppressWarnings("unchecked")
  private Optional<InformerEventSource<HasMetadata, ImageSearchCluster>> source(
      HasMetadata object) {
    return context.eventSourceRetriever().getEventSourcesFor(object.getClass()).stream()
        .filter(source -> Kinds.isSource(source.name(), object))
        .map(source -> (InformerEventSource<HasMetadata, ImageSearchCluster>) (Object) source)
        .findFirst();
  }

  private OwnerReference reference() {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  private static void log(String what, HasMetadata object) {
    LOG.atInfo()
        .addKeyValue("kind", object.getKind())
        .addKeyValue("object", object.getMetadata().getName())
        .log("{}", what);
  }
}
