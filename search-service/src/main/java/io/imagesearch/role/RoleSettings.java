package io.imagesearch.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Security;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Adds the defaults of the role, {@code role-….properties}, behind every other setting. Before any
 * bean is made: a role that does not exist is told at once.
 */
class RoleSettings implements EnvironmentPostProcessor, Ordered {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    ServiceRole role = ServiceRole.of(environment);
    if (role == ServiceRole.API) {
      lookNamesUpAnew();
    }
    String file = "role-" + role.label() + ".properties";
    try {
      environment
          .getPropertySources()
          .addLast(new ResourcePropertySource(file, "classpath:" + file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " belongs into the jar", e);
    }
  }

  /**
   * Java remembers names for half a minute, and that there is none for ten seconds; embedders come
   * and go faster. It reads this once, before the first name is looked up.
   */
  private static void lookNamesUpAnew() {
    Security.setProperty("networkaddress.cache.ttl", "1");
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
  }

  /** When application.properties and the like have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
