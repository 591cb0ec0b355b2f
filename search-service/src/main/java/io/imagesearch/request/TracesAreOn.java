package io.imagesearch.request;

import java.util.List;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Traces are on once somebody has said where they go. */
final class TracesAreOn implements Condition {
  private static final List<String> DESTINATIONS =
      List.of(
          "management.opentelemetry.tracing.export.otlp.endpoint",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
          "OTEL_EXPORTER_OTLP_ENDPOINT");

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return in(context.getEnvironment());
  }

  static boolean in(Environment environment) {
    return DESTINATIONS.stream().anyMatch(name -> !environment.getProperty(name, "").isBlank());
  }
}
