package io.imagesearch.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Prometheus that runs, asked as a dashboard asks it. */
record Prometheus(HttpClient http, String url) implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Prometheus at(String address) {
    return new Prometheus(
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(),
        "http://" + address + ":9090");
  }

  /**
   * A rule, as it was loaded.
   *
   * @param group that it is in
   * @param pending for how long its expression has to be true
   * @param problem of the last time that it was looked at; empty without one
   * @param alerts pending and firing
   */
  record Rule(
      String group, String name, Duration pending, String problem, List<AlertSeen> alerts) {}

  /**
   * One alert of a rule.
   *
   * @param since when its expression is true
   */
  record AlertSeen(Map<String, String> labels, boolean firing, Instant since) {}

  /** One series, now. */
  record Sample(Map<String, String> labels, double value) {}

  List<Rule> rules() {
    return get("/api/v1/rules?type=alert")
        .path("groups")
        .valueStream()
        .flatMap(group ->
            group.path("rules").valueStream().map(rule -> rule(group.path("name").asText(), rule)))
        .toList();
  }

  private static Rule rule(String group, JsonNode rule) {
    return new Rule(
        group,
        rule.path("name").asText(),
        Duration.ofMillis((long) (rule.path("duration").asDouble() * 1000)),
        rule.path("health").asText().equals("ok") ? "" : rule.toString(),
        rule.path("alerts")
            .valueStream()
            .map(alert ->
                new AlertSeen(
                    labels(alert.path("labels")),
                    alert.path("state").asText().equals("firing"),
                    Instant.parse(alert.path("activeAt").asText())))
            .toList());
  }

  List<Sample> query(String expression) {
    return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .path("result")
        .valueStream()
        .map(series ->
            new Sample(
                labels(series.path("metric")),
                Double.parseDouble(series.path("value").path(1).asText())))
        .toList();
  }

  /** Of all series since it began. */
  Set<String> names() {
    return get("/api/v1/label/__name__/values")
        .valueStream()
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> labels(JsonNode labels) {
    Map<String, String> all = new TreeMap<>();
    labels.properties().forEach(label -> all.put(label.getKey(), label.getValue().asText()));
    return all;
  }

  private JsonNode get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30)).build();
      JsonNode answer = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalStateException(path + ": " + answer);
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(path + " was interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
