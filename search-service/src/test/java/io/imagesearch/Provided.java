package io.imagesearch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import java.util.Objects;

/**
 * A folder with a server that {@code make test} fetched or built, by the variable that names it.
 */
enum Provided {
  ETCD,
  KAFKA,
  MILVUS;

  private String variable() {
    return "IMAGE_SEARCH_" + name();
  }

  /** Skips the test where it is not there. */
  void assumeThere() {
    assumeTrue(
        System.getenv(variable()) != null,
        "%s is not set: dev/%s prints what it is to be"
            .formatted(variable(), name().toLowerCase(Locale.ROOT)));
  }

  /** Where it is; asked for only after {@link #assumeThere}. */
  String folder() {
    return Objects.requireNonNull(System.getenv(variable()), variable());
  }
}
