package io.imagesearch.k8s;

import java.nio.file.Path;
import java.util.Objects;

/** What {@code k8s-tests/e2e} tells the tests, by the environment. */
final class Settings {
  private Settings() {}

  /** The administrator's kubeconfig of a cluster that is there for the tests alone. */
  static Path kubeconfig() {
    return Path.of(require("IMAGE_SEARCH_KUBECONFIG"));
  }

  static String kubectl() {
    return require("IMAGE_SEARCH_KUBECTL");
  }

  /** Address of the Ingress controller. */
  static String ingress() {
    return require("IMAGE_SEARCH_INGRESS");
  }

  /** A folder with pictures, at whatever depth. */
  static Path pictures() {
    return Path.of(require("IMAGE_SEARCH_STAMPS"));
  }

  /** A second name of the service's image, as if a new version were there. */
  static String nextImage() {
    return require("IMAGE_SEARCH_NEXT_IMAGE");
  }

  /** A folder with the definitions of the Prometheus operator's resources. */
  static Path prometheusDefinitions() {
    return Path.of(require("IMAGE_SEARCH_PROMETHEUS_DEFINITIONS"));
  }

  /** A Python that has what is drawn with. */
  static String python() {
    return require("IMAGE_SEARCH_PYTHON");
  }

  private static String require(String name) {
    return Objects.requireNonNull(
        System.getenv(name), () -> name + " is not set: make e2e sets it");
  }
}
