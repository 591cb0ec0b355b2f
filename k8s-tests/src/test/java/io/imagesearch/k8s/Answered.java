package io.imagesearch.k8s;

import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.cluster.Tier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How many searches each API pod has answered, as its own metrics tell, ready or too busy to say
 * so.
 */
final class Answered {
  private static final Pattern SEARCHES =
      Pattern.compile(
          "^http_server_requests_seconds_count\\{.*uri=\"/api/v1/search\".*} ([0-9.E]+)$",
          Pattern.MULTILINE);

  private Answered() {}

  static Map<String, Long> byPod(Shop shop) throws IOException {
    String key = shop.secret(Shop.NAME + "-api-keys", "metrics-key");
    Map<String, Long> searches = new TreeMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Pod pod : shop.pods(Tier.API)) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create(
                        "http://" + pod.getStatus().getPodIP() + ":8080/actuator/prometheus"))
                .header("Authorization", "Bearer " + key)
                .build();
        String metrics = http.send(request, BodyHandlers.ofString()).body();
        double count =
            SEARCHES
                .matcher(metrics)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
        searches.put(pod.getMetadata().getName(), (long) count);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return searches;
  }
}
