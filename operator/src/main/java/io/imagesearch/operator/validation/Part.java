package io.imagesearch.operator.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A part of a spec that is as Kubernetes has it, and that no schema holds to that. */
final class Part {
  /** Other than Kubernetes' own mapper, which keeps what it doesn't know, it refuses that. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NothingElse())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          // Kubernetes' own mapper can't read an empty text as a number.
          .withCoercionConfig(
              LogicalType.Integer,
              integers -> integers.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .build();

  private Part() {}

  /** Reads each item, and hands on those that are of the type, with their paths. */
  static <T> void readAll(
      String path,
      @Nullable List<Map<String, Object>> items,
      Class<T> type,
      Violations violations,
      BiConsumer<String, T> then) {
    if (items == null) {
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      String at = path + "[" + i + "]";
      read(at, items.get(i), type, violations).ifPresent(item -> then.accept(at, item));
    }
  }

  /** Nothing where it is not of the type; that is a violation then. */
  static <T> Optional<T> read(
      String path, @Nullable Map<String, Object> given, Class<T> type, Violations violations) {
    if (given == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(STRICT.treeToValue(STRICT.valueToTree(given), type));
    } catch (JsonMappingException e) {
      violations.add(path + pathOf(e), sentence(e));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      violations.add(path, "give fields as Kubernetes has them");
    }
    return Optional.empty();
  }

  private static String pathOf(JsonMappingException problem) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : problem.getPath()) {
      path.append(
          reference.getFieldName() == null
              ? "[" + reference.getIndex() + "]"
              : "." + reference.getFieldName());
    }
    return path.toString();
  }

  private static String sentence(JsonMappingException problem) {
    if (problem instanceof UnrecognizedPropertyException unknown) {
      var known = new TreeSet<String>();
      unknown.getKnownPropertyIds().forEach(name -> known.add(Objects.toString(name)));
      return "leave it out, there is no such field; there are " + String.join(", ", known);
    }
    Class<?> wanted =
        problem instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    return "give " + kind(wanted);
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "what Kubernetes has there";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a number";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "fields, not a single value";
  }

  /** Takes no type of fabric8's to hold more than its fields. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }
}
