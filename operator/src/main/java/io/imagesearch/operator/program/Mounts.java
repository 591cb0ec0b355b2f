package io.imagesearch.operator.program;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/** Volumes, and where the main container finds them. */
public final class Mounts {
  /** For the user and its group, whoever runs the pod. */
  private static final int MODE = 0440;

  private final List<Volume> volumes = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();

  /** Room that ends with the pod. */
  public Mounts scratch(String name, String path) {
    volumes.add(new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build());
    mounts.add(new VolumeMountBuilder().withName(name).withMountPath(path).build());
    return this;
  }

  /** All keys of a Secret, each a file; or those that are named, and no others. */
  public Mounts secret(String name, String path, String secret, String... keys) {
    List<KeyToPath> items = new ArrayList<>();
    for (String key : keys) {
      items.add(new KeyToPath(key, null, key));
    }
    volumes.add(
        new VolumeBuilder()
            .withName(name)
            .withNewSecret()
            .withSecretName(secret)
            .withDefaultMode(MODE)
            .withItems(items)
            .endSecret()
            .build());
    mounts.add(readOnly(name, path));
    return this;
  }

  /** A volume that others fill. */
  public Mounts add(List<Volume> more, List<VolumeMount> theirMounts) {
    volumes.addAll(more);
    mounts.addAll(theirMounts);
    return this;
  }

  static VolumeMount readOnly(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).withReadOnly(true).build();
  }

  public List<Volume> volumes() {
    return List.copyOf(volumes);
  }

  public List<VolumeMount> mounts() {
    return List.copyOf(mounts);
  }
}
