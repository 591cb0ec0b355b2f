package io.imagesearch;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real S3 server over a folder of the test's, on a port that stays when it comes back. */
public final class ObjectStoreProcess implements AutoCloseable {
  public static final String ACCESS_KEY = "image-search-test";
  public static final String SECRET_KEY = "not-secret-0123456789";

  private final Kind kind;
  private final Path folder;
  private final int port;
  private final UnaryOperator<List<String>> options;
  private @Nullable GuardedProcess process;

  /** The servers that there are, by the variable that {@code make test} sets. */
  public enum Kind {
    VERSITYGW("IMAGE_SEARCH_VERSITYGW") {
      @Override
      List<String> command(String program, Path data, String address) {
        return List.of(program, "--port", address, "posix", data.toString());
      }

      @Override
      List<String> secured(List<String> command, Path certificate, Path key) {
        List<String> secured = new ArrayList<>(command);
        secured.addAll(1, List.of("--cert", certificate.toString(), "--key", key.toString()));
        return secured;
      }
    },
    MINIO("IMAGE_SEARCH_MINIO") {
      @Override
      List<String> command(String program, Path data, String address) {
        return List.of(
            program,
            "server",
            "--quiet",
            "--address",
            address,
            "--console-address",
            "127.0.0.1:0",
            data.toString());
      }
    };

    private final String variable;

    Kind(String variable) {
      this.variable = variable;
    }

    void assumeThere() {
      assumeThat(System.getenv(variable))
          .as(variable + " names the server; `make test` sets it by dev/")
          .isNotNull();
    }

    abstract List<String> command(String program, Path data, String address);

    List<String> secured(List<String> command, Path certificate, Path key) {
      throw new UnsupportedOperationException("this server takes its certificate elsewhere");
    }
  }

  private ObjectStoreProcess(
      Kind kind, Path folder, int port, UnaryOperator<List<String>> options) {
    this.options = options;
    this.kind = kind;
    this.folder = folder;
    this.port = port;
  }

  /** Starts one, or skips the test where there is none. */
  public static ObjectStoreProcess start(Kind kind, Path folder) {
    return start(kind, folder, command -> command);
  }

  /** One that speaks TLS, with a certificate of {@code localhost}. */
  public static ObjectStoreProcess startSecured(
      Kind kind, Path folder, Path certificate, Path key) {
    return start(kind, folder, command -> kind.secured(command, certificate, key));
  }

  private static ObjectStoreProcess start(
      Kind kind, Path folder, UnaryOperator<List<String>> options) {
    kind.assumeThere();
    ObjectStoreProcess server = new ObjectStoreProcess(kind, folder, FreePorts.one(), options);
    server.start();
    return server;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** Settings of a service that keeps its pictures here. */
  public String[] settings(String bucket, String... more) {
    return settings(bucket, uri(), more);
  }

  /** The same by way of a proxy. */
  public String[] settings(String bucket, URI endpoint, String... more) {
    Stream<String> own =
        Stream.of(
            "--image-search.store.kind=s3",
            "--image-search.store.s3.endpoint=" + endpoint,
            "--image-search.store.s3.bucket=" + bucket,
            "--image-search.store.s3.create-bucket=true",
            "--image-search.store.s3.access-key=" + ACCESS_KEY,
            "--image-search.store.s3.secret-key=" + SECRET_KEY);
    return Stream.concat(own, Stream.of(more)).toArray(String[]::new);
  }

  /** Returns when it answers. */
  public void start() {
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      GuardedProcess started =
          GuardedProcess.start(
              kind.name().toLowerCase(Locale.ROOT),
              folder,
              options.apply(kind.command(System.getenv(kind.variable), data, "127.0.0.1:" + port)),
              Map.of(
                  "ROOT_ACCESS_KEY", ACCESS_KEY,
                  "ROOT_SECRET_KEY", SECRET_KEY,
                  "MINIO_ROOT_USER", ACCESS_KEY,
                  "MINIO_ROOT_PASSWORD", SECRET_KEY,
                  "HOME", folder.toString()));
      process = started;
      started.awaitListening(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As {@code kill -9} does. */
  public void kill() {
    GuardedProcess running = process;
    if (running != null) {
      running.close();
    }
  }

  /** It takes connections and answers nobody. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String name) {
    GuardedProcess running = process;
    if (running != null) {
      running.signal(name);
    }
  }
}
