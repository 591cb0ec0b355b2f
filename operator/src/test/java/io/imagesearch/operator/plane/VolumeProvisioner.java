package io.imagesearch.operator.plane;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the provisioner of the default storage class: a volume without storage for each claim whose
 * pod has a node, which grows with the claim and is removed with it. It compares what is with what
 * should be, so what fails while the API server is away is done afterwards.
 */
final class VolumeProvisioner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VolumeProvisioner.class);
  private static final String NAME = "plane.imagesearch.io/volumes";
  private static final String STORAGE = "storage";
  private static final StorageClass CLASS =
      new StorageClassBuilder()
          .withNewMetadata()
          .withName("standard")
          .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
          .endMetadata()
          .withProvisioner(NAME)
          .withReclaimPolicy("Delete")
          .withVolumeBindingMode("WaitForFirstConsumer")
          .withAllowVolumeExpansion(true)
          .build();

  private final KubernetesClient client;
  private final SharedIndexInformer<PersistentVolumeClaim> claims;
  private final SharedIndexInformer<PersistentVolume> volumes;
  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("volume-provisioner").unstarted(task));

  private VolumeProvisioner(KubernetesClient client) {
    this.client = client;
    this.claims = client.persistentVolumeClaims().inAnyNamespace().inform();
    this.volumes = client.persistentVolumes().inform();
  }

  static VolumeProvisioner start(KubernetesClient client) {
    client.storage().v1().storageClasses().resource(CLASS).create();
    VolumeProvisioner provisioner = new VolumeProvisioner(client);
    var unused =
        provisioner.loop.scheduleWithFixedDelay(
            provisioner::reconcile, 0, 100, TimeUnit.MILLISECONDS);
    return provisioner;
  }

  private void reconcile() {
    try {
      claims.getStore().list().stream().filter(this::isWaiting).forEach(this::provision);
      claims.getStore().list().stream().filter(this::isGrowing).forEach(this::grow);
      volumes.getStore().list().stream()
          .filter(VolumeProvisioner::isReleased)
          .forEach(this::remove);
    } catch (KubernetesClientException e) {
      LOG.atDebug().setCause(e).log("volumes are provisioned later");
    }
  }

  private boolean isWaiting(PersistentVolumeClaim claim) {
    Map<String, String> annotations = claim.getMetadata().getAnnotations();
    return claim.getSpec().getVolumeName() == null
        && NAME.equals(annotations.get("volume.kubernetes.io/storage-provisioner"))
        && annotations.containsKey("volume.kubernetes.io/selected-node")
        && volumes.getStore().getByKey(nameOf(claim)) == null;
  }

  private boolean isGrowing(PersistentVolumeClaim claim) {
    return "Bound".equals(claim.getStatus().getPhase())
        && volumes.getStore().getByKey(nameOf(claim)) != null
        && wanted(claim).compareTo(claim.getStatus().getCapacity().get(STORAGE)) > 0;
  }

  private static boolean isReleased(PersistentVolume volume) {
    return "Released".equals(volume.getStatus().getPhase())
        && "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy())
        && volume.getMetadata().getDeletionTimestamp() == null;
  }

  private void provision(PersistentVolumeClaim claim) {
    PersistentVolume volume =
        new PersistentVolumeBuilder()
            .withNewMetadata()
            .withName(nameOf(claim))
            .addToAnnotations("pv.kubernetes.io/provisioned-by", NAME)
            .endMetadata()
            .withNewSpec()
            .withStorageClassName(claim.getSpec().getStorageClassName())
            .withPersistentVolumeReclaimPolicy(CLASS.getReclaimPolicy())
            .withAccessModes(claim.getSpec().getAccessModes())
            .withCapacity(claim.getSpec().getResources().getRequests())
            .withNewClaimRef()
            .withNamespace(claim.getMetadata().getNamespace())
            .withName(claim.getMetadata().getName())
            .withUid(claim.getMetadata().getUid())
            .endClaimRef()
            .withNewHostPath()
            .withPath("/nowhere")
            .endHostPath()
            .endSpec()
            .build();
    try {
      client.persistentVolumes().resource(volume).create();
    } catch (KubernetesClientException e) {
      // The informer lags behind.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private void grow(PersistentVolumeClaim claim) {
    client
        .persistentVolumes()
        .withName(nameOf(claim))
        .edit(volume ->
            volume.edit().editSpec().addToCapacity(STORAGE, wanted(claim)).endSpec().build());
    client
        .resource(claim)
        .editStatus(grown ->
            grown.edit().editStatus().addToCapacity(STORAGE, wanted(claim)).endStatus().build());
  }

  private static Quantity wanted(PersistentVolumeClaim claim) {
    return Objects.requireNonNull(claim.getSpec().getResources().getRequests().get(STORAGE));
  }

  private void remove(PersistentVolume volume) {
    client.persistentVolumes().withName(volume.getMetadata().getName()).delete();
  }

  private static String nameOf(PersistentVolumeClaim claim) {
    return "volume-" + claim.getMetadata().getUid();
  }

  @Override
  public void close() {
    loop.shutdownNow();
    claims.close();
    volumes.close();
  }
}
