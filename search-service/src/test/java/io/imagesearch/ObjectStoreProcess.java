package io.imagesearch;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private @Nullable Process process;

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
    assumeThat(System.getenv(kind.variable))
        .as(kind.variable + " names the server; `make test` sets it by dev/")
        .isNotNull();
    ObjectStoreProcess server = new ObjectStoreProcess(kind, folder, freePort(), options);
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
      ProcessBuilder builder =
          new ProcessBuilder(
              options.apply(kind.command(System.getenv(kind.variable), data, "127.0.0.1:" + port)));
      builder
          .environment()
          .putAll(
              Map.of(
                  "ROOT_ACCESS_KEY", ACCESS_KEY,
                  "ROOT_SECRET_KEY", SECRET_KEY,
                  "MINIO_ROOT_USER", ACCESS_KEY,
                  "MINIO_ROOT_PASSWORD", SECRET_KEY,
                  "HOME", folder.toString()));
      Path log = folder.resolve("log");
      process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      // Whatever ends this JVM ends the server.
      Process started = process;
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      awaitListening(started, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9} does. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      waitFor(running);
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
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      waitFor(new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void waitFor(Process process) {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + process.pid() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitListening(Process started, Path log) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (started.isAlive() && System.nanoTime() < deadline) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (ConnectException e) {
        pause();
      }
    }
    throw new IllegalStateException(kind + " did not start:\n" + Files.readString(log));
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
