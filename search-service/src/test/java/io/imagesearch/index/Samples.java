package io.imagesearch.index;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows to index; the same name is always the same picture. */
public final class Samples {
  static final int DIMENSION = 1280;

  private Samples() {}

  static ImageId id(String name) {
    return ImageId.of(name.getBytes(StandardCharsets.UTF_8));
  }

  public static IndexedImage image(String name, Embedding embedding) {
    return image(name, embedding, Uploader.DEFAULT, Map.of());
  }

  static IndexedImage image(
      String name, Embedding embedding, Uploader uploader, Map<String, Object> attributes) {
    return new IndexedImage(
        new ImageDetails(
            id(name),
            name + ".jpg",
            uploader,
            new Attributes(attributes),
            "image/jpeg",
            640,
            480,
            12_345L,
            Instant.ofEpochMilli(1_790_000_000_123L)),
        embedding);
  }

  /** In the plane of the first two axes, so that cosines are known: 0 is along the first. */
  public static Embedding atAngle(double degrees) {
    float[] values = new float[DIMENSION];
    values[0] = (float) Math.cos(Math.toRadians(degrees));
    values[1] = (float) Math.sin(Math.toRadians(degrees));
    return Embedding.of(values);
  }

  /** Non-negative and in clusters, as pooled features are. */
  static List<Embedding> clustered(int count, long seed) {
    Random centres = new Random(7);
    float[][] centre = new float[40][];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = features(centres);
    }
    Random random = new Random(seed);
    List<Embedding> embeddings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      float[] near = centre[random.nextInt(centre.length)];
      float[] values = features(random);
      for (int j = 0; j < values.length; j++) {
        values[j] = near[j] + 0.7f * values[j];
      }
      embeddings.add(Embedding.of(values));
    }
    return embeddings;
  }

  private static float[] features(Random random) {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0f, (float) random.nextGaussian());
    }
    return values;
  }
}
