package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name stands for all the embedders behind it, as that of a headless Service does. */
class EmbedderNamesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void followsTheAddressesOfAName() throws Exception {
    Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, "127.0.0.2 embedders.test\n");
    try (ServiceProcess first = embedder("127.0.0.2", 0)) {
      int port = first.client().port();
      try (ServiceProcess second = embedder("127.0.0.3", port);
          ServiceProcess apiProcess = api(hosts, port)) {
        second.client();
        Client api = apiProcess.client();
        assertThat(ready(api)).containsExactly("127.0.0.2");
        assertThat(api.upload("a.png", Drawings.png(1)).status()).isEqualTo(201);

        Files.writeString(hosts, "127.0.0.2 embedders.test\n127.0.0.3 embedders.test\n");
        await().atMost(PATIENCE).until(() -> ready(api).equals(Set.of("127.0.0.2", "127.0.0.3")));

        try (SearchLoad load = SearchLoad.on(api, Drawings.png(2))) {
          load.awaitSearches(20);
          Files.writeString(hosts, "127.0.0.3 embedders.test\n");
          await().atMost(PATIENCE).until(() -> ready(api).equals(Set.of("127.0.0.3")));
          load.awaitSearches(20);
          assertThat(load.failures()).isEmpty();
        }

        Files.writeString(hosts, "");
        await()
            .atMost(PATIENCE)
            .until(() -> Files.readString(log("api")).contains("No embedder is known"));
        assertThat(api.search(Drawings.png(2), 1).status()).isEqualTo(200);
      }
    }
  }

  private ServiceProcess embedder(String address, int port) {
    return ServiceProcess.start(
        folder.resolve(address),
        log(address),
        "--image-search.role=embedder",
        "--server.address=" + address,
        "--server.port=" + port,
        "--image-search.edge.hosts=embedders.test," + address);
  }

  private ServiceProcess api(Path hosts, int port) {
    return ServiceProcess.start(
        List.of("-Djdk.net.hosts.file=" + hosts),
        folder.resolve("api"),
        log("api"),
        "--image-search.role=api",
        "--image-search.embedders.urls=http://embedders.test:" + port);
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static Set<String> ready(Client api) {
    return api.get("/health")
        .json()
        .path("embedders")
        .valueStream()
        .filter(each -> each.path("state").asString().equals("ready"))
        .map(each -> each.path("address").asString().replaceFirst(".* at ", ""))
        .collect(Collectors.toSet());
  }
}
