package io.imagesearch.problem;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;

/** Says where a JSON body is wrong, in the caller's words and without our types' names. */
public final class JsonFault {
  private JsonFault() {}

  /** Where in the JSON it is, such as {@code keys.0.role}; empty for all of it. */
  public static String path(JacksonException e) {
    return e.getPath().stream()
        .map(step ->
            step.getPropertyName() == null
                ? Integer.toString(step.getIndex())
                : step.getPropertyName())
        .collect(Collectors.joining("."));
  }

  static String describe(HttpMessageNotReadableException e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .filter(JacksonException.class::isInstance)
        .map(JacksonException.class::cast)
        .findFirst()
        .map(JsonFault::describe)
        .orElse("The body is missing or can't be read.");
  }

  /** A sentence on what is wrong and where. */
  public static String describe(JacksonException e) {
    String what =
        e instanceof DatabindException
            ? "The JSON body does not fit this call"
            : "The body is no JSON";
    String steps = path(e);
    String path = steps.isEmpty() ? "" : " at " + steps;
    TokenStreamLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return what + path + where + ".";
  }
}
