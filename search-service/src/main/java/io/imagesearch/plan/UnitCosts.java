package io.imagesearch.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Unit costs as they were measured, with where. What is not measured can't be planned with. */
public final class UnitCosts {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Map<UnitCost, Double> values;
  private final String machine;

  private UnitCosts(Map<UnitCost, Double> values, String machine) {
    this.values = values;
    this.machine = machine;
  }

  static UnitCosts none() {
    return new UnitCosts(Map.of(), "");
  }

  /** Those that come with the product; docs/planning.md says how they were measured. */
  public static UnitCosts measured() {
    try (InputStream file = UnitCosts.class.getResourceAsStream("unit-costs.json")) {
      if (file == null) {
        throw new IllegalStateException("unit-costs.json is missing beside this class");
      }
      return none().with(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same with others in place of some.
   *
   * @param json {@code {"machine": "…", "costs": {"embed-gpu-ms": 1.2}}}
   * @throws IllegalArgumentException where that is something else, in a sentence
   */
  public UnitCosts with(byte[] json) {
    JsonNode file;
    try {
      file = MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
    }
    String where = file.path("machine").asString("");
    JsonNode costs = file.path("costs");
    if (where.isBlank() || !costs.isObject()) {
      throw new IllegalArgumentException(
          "needs \"machine\", where it was measured, and \"costs\", an object");
    }
    Map<UnitCost, Double> merged = new EnumMap<>(UnitCost.class);
    merged.putAll(values);
    costs.properties().forEach(cost -> merged.put(named(cost.getKey()), positive(cost)));
    return new UnitCosts(merged, machine.isEmpty() ? where : machine + "; " + where);
  }

  double of(UnitCost cost) {
    return find(cost)
        .orElseThrow(() ->
            new UnmeasuredException(
                "nobody has measured %s here; give it with --costs".formatted(cost.key())));
  }

  Optional<Double> find(UnitCost cost) {
    return Optional.ofNullable(values.get(cost));
  }

  /** Where all of them were measured. */
  public String machine() {
    return machine;
  }

  private static UnitCost named(String key) {
    return Arrays.stream(UnitCost.values())
        .filter(cost -> cost.key().equals(key))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "has a cost \"%s\"; there are %s"
                    .formatted(
                        key,
                        Arrays.stream(UnitCost.values())
                            .map(UnitCost::key)
                            .collect(Collectors.joining(", ")))));
  }

  private static double positive(Map.Entry<String, JsonNode> cost) {
    double value = cost.getValue().asDouble(Double.NaN);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("needs a number above 0 for " + cost.getKey());
    }
    return value;
  }
}
