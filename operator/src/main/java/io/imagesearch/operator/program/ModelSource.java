package io.imagesearch.operator.program;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.imagesearch.operator.api.v1alpha1.ModelSpec;
import io.imagesearch.operator.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a process has its model from: the image, or an archive that a container fetches before it
 * starts. Each role needs it: embedders compute with its weights, and the API names its vectors by
 * it.
 */
public final class ModelSource {
  private static final String BUNDLED = "classpath:models/";
  private static final String VOLUME = "model";
  private static final String FOLDER = "/var/lib/image-search-model";

  /** Made when the archive is there as a whole. */
  private static final String MODEL = FOLDER + "/model";

  private static final String CREDENTIALS_VOLUME = "model-credentials";
  private static final String CREDENTIALS = "/etc/image-search/model";
  private static final String DEFAULT_NAME = "efficientnet-lite0";

  private final ModelSpec spec;

  private ModelSource(ModelSpec spec) {
    this.spec = spec;
  }

  public static ModelSource of(Cluster cluster) {
    return new ModelSource(cluster.spec().model());
  }

  /** Value of {@code image-search.model.location}. */
  public String location() {
    return spec.uri() == null ? BUNDLED + name() : MODEL;
  }

  private String name() {
    return spec.name() == null ? DEFAULT_NAME : spec.name();
  }

  /** What fetches it, by the command line of the same image. */
  public List<Container> init(String image) {
    return Optional.ofNullable(spec.uri()).map(uri -> fetch(image, uri)).stream().toList();
  }

  public List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    if (spec.uri() != null) {
      volumes.add(new VolumeBuilder().withName(VOLUME).withNewEmptyDir().endEmptyDir().build());
    }
    if (spec.credentialsSecret() != null) {
      volumes.addAll(
          new Mounts().secret(CREDENTIALS_VOLUME, CREDENTIALS, spec.credentialsSecret()).volumes());
    }
    return volumes;
  }

  /** Of the main container, which gets no credentials. */
  public List<VolumeMount> mounts() {
    return spec.uri() == null ? List.of() : List.of(Mounts.readOnly(VOLUME, FOLDER));
  }

  private Container fetch(String image, String uri) {
    List<String> arguments = new ArrayList<>(List.of("model", "fetch", "--uri=" + uri));
    arguments.add("--sha256=" + Objects.requireNonNull(spec.sha256(), "model.sha256"));
    arguments.add("--to=" + MODEL);
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(new VolumeMountBuilder().withName(VOLUME).withMountPath(FOLDER).build());
    if (spec.credentialsSecret() != null) {
      arguments.add("--credentials=" + CREDENTIALS);
      mounts.add(Mounts.readOnly(CREDENTIALS_VOLUME, CREDENTIALS));
    }
    return new ContainerBuilder()
        .withName("fetch-model")
        .withImage(image)
        .withArgs(arguments)
        .withVolumeMounts(mounts)
        .withNewResources()
        .addToRequests("cpu", new Quantity("250m"))
        .addToRequests("memory", new Quantity("256Mi"))
        .addToLimits("memory", new Quantity("512Mi"))
        .endResources()
        .build();
  }
}
