package io.imagesearch.k8s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The operator by Helm and a shop by {@code kubectl apply}, as a user installs them.
 *
 * @param untilReady from the resource's apply to its first {@code Ready}
 */
record Installation(Shop shop, HostCertificate certificate, Duration untilReady)
    implements AutoCloseable {
  /** The Ingress' names, which the JVM is told to look up here. */
  private static final Path HOSTS = Path.of("target", "hosts");

  /** Asked: 5 minutes. It is told, and only twice as long fails. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  static Installation make() {
    try {
      Files.writeString(HOSTS, Settings.ingress() + " " + Shop.HOST + "\n");
      Path folder = Files.createDirectories(Path.of("target", "certificates"));
      Files.deleteIfExists(folder.resolve(Shop.HOST + ".p12"));
      HostCertificate certificate = HostCertificate.make(folder, Shop.HOST);
      KubernetesClient client =
          new KubernetesClientBuilder()
              .withConfig(Config.fromKubeconfig(Settings.kubeconfig().toFile()))
              .build();
      Shop shop = new Shop(client);
      shop.makeNamespace(Shop.NAMESPACE);
      shop.makeNamespace(OperatorRelease.NAMESPACE);
      shop.makeTlsSecret(certificate);
      OperatorRelease.install(OperatorRelease.CHART, Map.of());
      long start = System.nanoTime();
      shop.apply();
      shop.awaitSettled(PATIENCE);
      Duration untilReady = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf("shop Ready after %d s%n", untilReady.toSeconds());
      return new Installation(shop, certificate, untilReady);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ShopApi api() {
    return api(Duration.ofSeconds(30));
  }

  ShopApi api(Duration limit) {
    return new ShopApi(certificate, adminKey(), limit);
  }

  /** The command line, as a user has it, against the shop. */
  Commands.Ended commandLine(String... arguments) {
    String hosts = HOSTS.toAbsolutePath().toString();
    certificate.trusting();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Djdk.net.hosts.file=" + hosts);
    words.add("-Djavax.net.ssl.trustStore=" + certificate.trustStore().toAbsolutePath());
    words.add("-Djavax.net.ssl.trustStorePassword=" + HostCertificate.WORD);
    words.add("-jar");
    words.add(Path.of("..", "search-service", "target", "image-search.jar").toString());
    words.addAll(List.of(arguments));
    return Commands.run(
        words,
        Map.of("IMAGE_SEARCH_URL", "https://" + Shop.HOST, "IMAGE_SEARCH_API_KEY", adminKey()));
  }

  private String adminKey() {
    return shop.secret(Shop.NAME + "-api-keys", "admin-key");
  }

  @Override
  public void close() {
    shop.client().close();
  }
}
