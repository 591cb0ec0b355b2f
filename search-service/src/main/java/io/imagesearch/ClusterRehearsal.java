package io.imagesearch;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the processes of a cluster do, in one process and with nobody to answer, so that the JDK's
 * AOT cache has their classes: see {@code search-service/train}. Nothing else starts it.
 */
final class ClusterRehearsal {
  private static final String NOBODY = "http://127.0.0.1:9";

  private ClusterRehearsal() {}

  /**
   * Serves as an API over an embedder until it is told to stop.
   *
   * @param args properties of both
   */
  public static void main(String[] args) {
    List<String> shared = List.of(args);
    String embedder = addressOf(serve(shared, "--image-search.role=embedder"));
    List<String> api =
        Stream.concat(
                shared.stream(),
                Stream.of("--image-search.role=api", "--image-search.embedders.urls=" + embedder))
            .toList();
    serve(api, "--image-search.index.kind=milvus", "--image-search.index.milvus.uri=" + NOBODY)
        .close();
    try {
      serve(
          api,
          "--image-search.store.kind=s3",
          "--image-search.store.s3.bucket=none",
          "--image-search.store.s3.endpoint=" + NOBODY);
      throw new IllegalStateException("somebody answers at " + NOBODY);
    } catch (BeanCreationException _) {
      // A store has to be there when its service starts; what asks for it is in use by then.
    }
    System.out.println("Rehearsing at " + addressOf(serve(api)));
    StopSignals.endWell();
  }

  private static ConfigurableApplicationContext serve(List<String> properties, String... more) {
    return SpringApplication.run(
        ImageSearchApplication.class,
        Stream.concat(properties.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static String addressOf(ConfigurableApplicationContext service) {
    if (service instanceof WebServerApplicationContext web && web.getWebServer() != null) {
      return "http://127.0.0.1:" + web.getWebServer().getPort();
    }
    throw new IllegalStateException("no web server");
  }
}
