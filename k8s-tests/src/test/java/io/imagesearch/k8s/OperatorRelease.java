package io.imagesearch.k8s;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import java.nio.file.Path;
import java.util.Map;

/** The operator, as Helm installs it. */
final class OperatorRelease {
  static final Path CHART = Path.of("..", "charts", "image-search");
  static final String NAME = "image-search";
  static final String NAMESPACE = "image-search";

  private OperatorRelease() {}

  /** Installs it, or upgrades it to these values, and waits until its pods are ready. */
  static void install(Path chart, Map<String, String> values) {
    UpgradeCommand upgrade =
        new Helm(chart)
            .upgrade()
            .install()
            .withName(NAME)
            .withNamespace(NAMESPACE)
            .createNamespace()
            .withKubeConfig(Settings.kubeconfig())
            .set("watchNamespaces[0]", Shop.NAMESPACE)
            .waitReady()
            .withTimeout(180);
    values.forEach(upgrade::set);
    upgrade.call();
  }

  static void uninstall() {
    Helm.uninstall(NAME).withNamespace(NAMESPACE).withKubeConfig(Settings.kubeconfig()).call();
  }
}
