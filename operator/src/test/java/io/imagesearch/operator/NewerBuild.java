package io.imagesearch.operator;

import io.imagesearch.operator.cluster.Part;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The operator as it will be: a build whose default images are newer. */
final class NewerBuild {
  static final String SERVICE = "ghcr.io/imagesearch/search-service:0.2.0";
  static final String ETCD = "quay.io/coreos/etcd:v3.6.9";

  /** Of the same length, so that nothing else of the class file changes. */
  private static final Map<String, String> NEWER =
      Map.of(
          Part.SEARCH_SERVICE.image(),
          SERVICE,
          Part.ETCD.image(),
          ETCD,
          Part.OBJECT_STORAGE.image(),
          "ghcr.io/versity/versitygw:v1.9.0",
          Part.KAFKA.image(),
          "docker.io/apache/kafka:3.9.9");

  private NewerBuild() {}

  /** Its class path; what differs is written below the folder. */
  static String classPath(Path folder) throws IOException {
    String name = Part.class.getName().replace('.', '/') + ".class";
    String constants;
    try (InputStream stream =
        Objects.requireNonNull(Part.class.getClassLoader().getResourceAsStream(name), name)) {
      constants = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    for (var image : NEWER.entrySet()) {
      if (image.getKey().length() != image.getValue().length()
          || !constants.contains(image.getKey())) {
        throw new IllegalStateException("not a newer " + image.getKey());
      }
      constants = constants.replace(image.getKey(), image.getValue());
    }
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, constants.getBytes(StandardCharsets.ISO_8859_1));
    return folder + File.pathSeparator + System.getProperty("java.class.path");
  }
}
