package io.imagesearch;

import io.imagesearch.access.KeyFile;
import io.imagesearch.access.NewKey;
import io.imagesearch.access.Quotas;
import io.imagesearch.access.Role;
import io.imagesearch.image.Uploader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Keys for a service over a folder, as the command line makes them. */
public final class TestKeys {
  /** Of the right form, and nobody's. */
  public static final String WRONG = "isk_00000000_" + "0".repeat(52);

  final KeyFile file;

  public TestKeys(Path data) {
    file = new KeyFile(data.resolve("keys.json"));
  }

  public String read(String... uploaders) {
    return make("reader", Role.READ, List.of(uploaders), false, Quotas.NONE);
  }

  public String write(String... uploaders) {
    return make("writer", Role.WRITE, List.of(uploaders), false, Quotas.NONE);
  }

  String writeAndReadAll(String... uploaders) {
    return make("writer", Role.WRITE, List.of(uploaders), true, Quotas.NONE);
  }

  public String admin() {
    return make("admin", Role.ADMIN, List.of(), false, Quotas.NONE);
  }

  public String make(
      String name, Role role, List<String> uploaders, boolean readsAll, Quotas quotas) {
    List<Uploader> limits = uploaders.stream().map(Uploader::new).toList();
    NewKey made = file.create(name, role, limits, readsAll, quotas, Instant.EPOCH);
    return made.text().reveal();
  }

  /** The part that is no secret. */
  static String id(String key) {
    return Stream.of(key.split("_")).skip(1).findFirst().orElseThrow();
  }
}
