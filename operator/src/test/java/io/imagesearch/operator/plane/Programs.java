package io.imagesearch.operator.plane;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** Where the programs are that dev/kubernetes, dev/etcd and dev/kwok built. */
record Programs(Path kubernetes, Path etcd, String kwok) {
  /** Skips the test where they are not named. */
  static Programs find() {
    return new Programs(
        Path.of(named("IMAGE_SEARCH_KUBERNETES")),
        Path.of(named("IMAGE_SEARCH_ETCD")),
        named("IMAGE_SEARCH_KWOK"));
  }

  String kubernetes(String program) {
    return kubernetes.resolve(program).toString();
  }

  private static String named(String variable) {
    String value = System.getenv(variable);
    assumeTrue(value != null, variable + " is not set: `make test` sets it by dev/");
    return value;
  }
}
