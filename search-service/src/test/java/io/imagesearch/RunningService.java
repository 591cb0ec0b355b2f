package io.imagesearch;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The real service in this JVM over a folder of the test's. */
public final class RunningService implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static RunningService start(Path data, String... properties) {
    return start(0, List.of(), data, properties);
  }

  /** On a port of the caller's, for a service that comes back where it was. */
  public static RunningService startOn(int port, Path data, String... properties) {
    return start(port, List.of(), data, properties);
  }

  /** With beans of the test's own at a boundary of the service, such as the name service. */
  public static RunningService start(List<Class<?>> more, Path data, String... properties) {
    return start(0, more, data, properties);
  }

  private static RunningService start(
      int port, List<Class<?>> more, Path data, String... properties) {
    List<Class<?>> sources = new ArrayList<>(more);
    sources.add(ImageSearchApplication.class);
    List<String> arguments = new ArrayList<>(List.of(properties));
    arguments.add("--server.port=" + port);
    arguments.add("--image-search.data=" + data);
    return new RunningService(
        SpringApplication.run(sources.toArray(Class<?>[]::new), arguments.toArray(String[]::new)));
  }

  public URI uri() {
    int port =
        Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where the actuator has a port of its own. */
  Client actuator() {
    String port = context.getEnvironment().getRequiredProperty("local.management.port");
    return new Client(URI.create("http://127.0.0.1:" + port));
  }

  /** Of the service's own beans, settings left out. */
  Set<String> beanPackages() {
    return Stream.of(context.getBeanDefinitionNames())
        .map(context::getType)
        .filter(Objects::nonNull)
        .filter(type -> !type.isAnnotationPresent(ConfigurationProperties.class))
        .map(Class::getPackageName)
        .filter(name -> name.startsWith("io.imagesearch"))
        .collect(Collectors.toSet());
  }

  /** One that only this kind of test knows. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Of all beans whose names have this in them. */
  public List<String> names(String part) {
    return Stream.of(context.getBeanDefinitionNames()).filter(name -> name.contains(part)).toList();
  }

  public Client client() {
    return new Client(uri());
  }

  @Override
  public void close() {
    context.close();
    // Tomcat leaves its folder in these, and the next one in this JVM would make it again.
    System.clearProperty("catalina.base");
    System.clearProperty("catalina.home");
  }
}
