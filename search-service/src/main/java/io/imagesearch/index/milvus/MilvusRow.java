package io.imagesearch.index.milvus;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.index.DetailsFormat;
import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A row of the collection. */
final class MilvusRow {
  static final String ID = "id";
  static final String UPLOADER = "uploader";
  static final String TAGS = "tags";
  static final String EMBEDDING = "embedding";

  /** The most that Milvus takes in a text. */
  static final int TEXT_BYTES = 65_535;

  /** The largest details that there can be need five texts; nearly all need the first alone. */
  static final List<String> DETAILS =
      IntStream.range(0, 5).mapToObj(part -> part == 0 ? "details" : "details_" + part).toList();

  static final List<String> ALL = Stream.concat(DETAILS.stream(), Stream.of(EMBEDDING)).toList();

  private MilvusRow() {}

  static JsonObject of(IndexedImage image) {
    ImageDetails details = image.details();
    JsonObject row = new JsonObject();
    row.addProperty(ID, details.id().value());
    row.addProperty(UPLOADER, details.uploader().name());
    row.add(TAGS, MilvusFilter.tags(details.attributes()));
    String text = Base64.getEncoder().encodeToString(DetailsFormat.write(details));
    int from = 0;
    for (String part : DETAILS) {
      int to = Math.min(text.length(), from + TEXT_BYTES);
      row.addProperty(part, text.substring(from, to));
      from = to;
    }
    if (from < text.length()) {
      throw new IllegalArgumentException("the details of " + details.id() + " are too long");
    }
    JsonArray vector = new JsonArray(image.embedding().dimension());
    for (float value : image.embedding().toArray()) {
      vector.add(value);
    }
    row.add(EMBEDDING, vector);
    return row;
  }

  static IndexedImage image(Map<String, Object> row) {
    if (!(row.get(EMBEDDING) instanceof List<?> values)) {
      throw new IndexException("a picture without an embedding");
    }
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = ((Number) values.get(i)).floatValue();
    }
    return new IndexedImage(details(row), Embedding.ofUnit(vector));
  }

  static ImageDetails details(Map<String, Object> row) {
    List<String> parts = new ArrayList<>();
    for (String part : DETAILS) {
      if (row.get(part) instanceof String text) {
        parts.add(text);
      }
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(String.join("", parts));
      return DetailsFormat.read(bytes, 0, bytes.length);
    } catch (IOException | IllegalArgumentException e) {
      throw new IndexException("a picture's details can't be read: " + e.getMessage(), e);
    }
  }
}
