package io.imagesearch.operator.reconcile;

import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.cluster.Spec;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which images a cluster runs. What the spec names is taken; else what was taken when the cluster
 * was made, so that a newer operator, with newer defaults, restarts nothing.
 */
final class ImagePins {
  private ImagePins() {}

  static Map<Part, String> choose(Spec spec, @Nullable ImageSearchClusterStatus status) {
    Map<String, String> pinned =
        status == null || status.images() == null ? Map.of() : status.images();
    Map<Part, String> images = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      String otherwise = part.from(spec.images().registry());
      String before = pinned.get(part.field());
      images.put(
          part,
          part.named(spec.images())
              .orElse(before != null && sameRepository(before, otherwise) ? before : otherwise));
    }
    return images;
  }

  private static boolean sameRepository(String one, String other) {
    return repository(one).equals(repository(other));
  }

  private static String repository(String image) {
    int digest = image.indexOf('@');
    String tagged = digest < 0 ? image : image.substring(0, digest);
    int tag = tagged.lastIndexOf(':');
    return tag > tagged.lastIndexOf('/') ? tagged.substring(0, tag) : tagged;
  }
}
