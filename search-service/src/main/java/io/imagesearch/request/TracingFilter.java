package io.imagesearch.request;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Keeps Spring Boot from setting up traces that nobody asked for: no bean is made for them. Public,
 * since Spring Boot creates it by name.
 */
public final class TracingFilter implements AutoConfigurationImportFilter, EnvironmentAware {
  private Environment environment = new StandardEnvironment();

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
    boolean on = TracesAreOn.in(environment);
    boolean[] kept = new boolean[classes.length];
    for (int i = 0; i < kept.length; i++) {
      String name = classes[i];
      kept[i] = name != null && (on || !isForTraces(name));
    }
    return kept;
  }

  private static boolean isForTraces(String name) {
    return name.startsWith("org.springframework.boot.micrometer.tracing.")
        || name.startsWith("org.springframework.boot.opentelemetry.");
  }
}
