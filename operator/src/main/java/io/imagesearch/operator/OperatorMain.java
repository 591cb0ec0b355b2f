package io.imagesearch.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.imagesearch.operator.process.OperatorProcess;
import io.imagesearch.operator.process.Settings;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator. */
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);

  private OperatorMain() {}

  /** Takes its settings from the environment, and the API server from there or a kubeconfig. */
  public static void main(String[] arguments) {
    try {
      Settings settings = Settings.of(System.getenv());
      KubernetesClient client = new KubernetesClientBuilder().build();
      OperatorProcess process = new OperatorProcess(settings, client, Clock.systemUTC());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    process.close();
                    client.close();
                  },
                  "shutdown"));
      LOG.atInfo()
          .addKeyValue("identity", settings.identity())
          .addKeyValue(
              "namespaces",
              settings.namespaces().isEmpty() ? "*" : String.join(",", settings.namespaces()))
          .addKeyValue("port", process.port())
          .log("operator starts");
      process.start();
    } catch (Exception e) {
      LOG.error("operator can't start", e);
      System.exit(1);
    }
  }
}
