package io.imagesearch;

import io.imagesearch.access.AccessException;
import io.imagesearch.index.IndexException;
import io.imagesearch.model.ModelException;
import io.imagesearch.role.SettingException;
import io.imagesearch.store.StoreException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Says in one line why the service does not start, where the reason is the user's to mend. */
class StartupFailure implements SpringBootExceptionReporter {

  StartupFailure(@Nullable ConfigurableApplicationContext context) {}

  @Override
  @SuppressWarnings("SystemOut") // the last words of a process that has no server and no log yet
  public boolean reportException(Throwable failure) {
    Optional<String> line = reasonOf(failure);
    line.ifPresent(reason -> System.err.println("image-search can't start: " + reason));
    return line.isPresent();
  }

  private static Optional<String> reasonOf(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .flatMap(StartupFailure::explain)
        .findFirst();
  }

  private static Stream<String> explain(Throwable cause) {
    return switch (cause) {
      case AccessException e -> Stream.ofNullable(e.getMessage());
      case ModelException e -> Stream.ofNullable(e.getMessage());
      case IndexException e -> Stream.ofNullable(e.getMessage());
      case SettingException e -> Stream.ofNullable(e.getMessage());
      case StoreException e -> Stream.ofNullable(e.getMessage());
      case PortInUseException e ->
          Stream.of("port " + e.getPort() + " is in use: set server.port to a free one");
      default -> Stream.empty();
    };
  }
}
