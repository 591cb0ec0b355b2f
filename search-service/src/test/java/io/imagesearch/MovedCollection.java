package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.Client.Form;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Sample pictures of two uploaders in a service, and all that callers can see of them. */
final class MovedCollection {
  private static final Path SAMPLES = Path.of("../examples/images");
  private static final String LIST = "/api/v1/images?limit=1000";

  private MovedCollection() {}

  /** Some have attributes, of some these were changed, and one is removed again. */
  static void fill(Client client) {
    List<String> ids = new ArrayList<>();
    for (Path file : samples()) {
      Form form =
          new Form()
              .field("uploader", ids.size() % 2 == 0 ? "ann" : "bob")
              .field("attributes", "{\"group\": \"%s\"}".formatted(file.getName(3)))
              .file("file", "%s/%s".formatted(file.getName(3), file.getName(4)), read(file));
      JsonNode item = client.post("/api/v1/images", form).json().at("/items/0");
      assertThat(item.path("outcome").asString()).isEqualTo("added");
      ids.add(item.at("/image/id").asString());
    }
    String change =
        "{\"attributes\": {\"price\": 12.50, \"n\": 7, \"new\": true, \"Größe\": \"\\\"ü\\\"\"}}";
    for (String id : ids.subList(3, 9)) {
      byte[] body = change.getBytes(StandardCharsets.UTF_8);
      String path = "/api/v1/images/" + id;
      assertThat(client.method("PATCH", path, "application/json", body).status()).isEqualTo(200);
    }
    assertThat(client.delete("/api/v1/images/" + ids.get(5)).status()).isEqualTo(204);
  }

  /** Two of each group. */
  static List<Path> samples() {
    try (Stream<Path> groups = Files.list(SAMPLES)) {
      List<Path> samples = new ArrayList<>();
      for (Path group : groups.sorted().toList()) {
        try (Stream<Path> files = Files.list(group)) {
          files.sorted().limit(2).forEach(samples::add);
        }
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Details in the order of ids. */
  static JsonNode list(Client client) {
    return client.get(LIST).json();
  }

  /** Everything that is told of pictures, and their bytes. */
  static void assertSame(Client moved, Client original) {
    assertThat(list(moved)).isEqualTo(list(original));
    for (JsonNode image : list(original).path("images")) {
      String path = "/api/v1/images/" + image.path("id").asString();
      for (String bytes : List.of(path + "/content", path + "/thumbnail")) {
        assertThat(moved.get(bytes).bytes()).isEqualTo(original.get(bytes).bytes());
      }
    }
  }

  /** Results of searches for each sample, one of them by uploader and attribute. */
  static List<JsonNode> searches(Client client) {
    List<JsonNode> results = new ArrayList<>();
    for (Path sample : samples()) {
      results.add(client.search(read(sample), 30).json().path("results"));
    }
    Form filtered =
        new Form()
            .file("file", "query", read(samples().getFirst()))
            .field("uploader", "bob")
            .field("attributes", "{\"price\": 12.5}");
    results.add(client.post("/api/v1/search", filtered).json().path("results"));
    assertThat(results.getLast()).isNotEmpty();
    return results;
  }

  /**
   * The same pictures in the same order, and nearly the same scores: an engine, and Lucene from one
   * part of its index to another, adds up in another order.
   */
  static void assertAlike(List<JsonNode> found, List<JsonNode> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(ids(found.get(i))).isEqualTo(ids(expected.get(i)));
      for (int rank = 0; rank < expected.get(i).size(); rank++) {
        assertThat(found.get(i).at("/" + rank + "/score").asDouble())
            .isCloseTo(expected.get(i).at("/" + rank + "/score").asDouble(), within(1e-4));
      }
    }
  }

  private static List<String> ids(JsonNode results) {
    return StreamSupport.stream(results.spliterator(), false)
        .map(result -> result.path("id").asString())
        .toList();
  }

  /** By id, to the last bit. */
  static Map<String, float[]> embeddings(RunningService service) {
    Map<String, float[]> embeddings = new HashMap<>();
    for (IndexedImage row : service.bean(VectorIndex.class).page(Optional.empty(), 1000)) {
      embeddings.put(row.details().id().value(), row.embedding().toArray());
    }
    return embeddings;
  }
}
