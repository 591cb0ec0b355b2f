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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real S3 server over a folder of the test's, on a port that stays when it comes back. */
public final class ObjectStoreProcess implements AutoCloseable {
  public static final String ACCESS_KEY = "image-search-test";
  public static final String SECRET_KEY = "not-secret-0123456789";

  private final Kind kind;
  private final Path folder;
  private final int port;
  private @Nullable Process process;

  /** The servers that there are, by the variable that {@code make test} sets. */
  public enum Kind {
    VERSITYGW("IMAGE_SEARCH_VERSITYGW") {
      @Override
      List<String> command(String program, Path data, String address) {
        return List.of(program, "--port", address, "posix", data.toString());
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
  }

  private ObjectStoreProcess(Kind kind, Path folder, int port) {
    this.kind = kind;
    this.folder = folder;
    this.port = port;
  }

  /** Starts one, or skips the test where there is none. */
  public static ObjectStoreProcess start(Kind kind, Path folder) {
    assumeThat(System.getenv(kind.variable))
        .as(kind.variable + " names the server; `make test` sets it by dev/")
        .isNotNull();
    ObjectStoreProcess server = new ObjectStoreProcess(kind, folder, freePort());
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
  public String[] settings(String bucket) {
    return settings(bucket, uri());
  }

  /** The same by way of a proxy. */
  public String[] settings(String bucket, URI endpoint) {
    return new String[] {
      "--image-search.store.kind=s3",
      "--image-search.store.s3.endpoint=" + endpoint,
      "--image-search.store.s3.bucket=" + bucket,
      "--image-search.store.s3.create-bucket=true",
      "--image-search.store.s3.access-key=" + ACCESS_KEY,
      "--image-search.store.s3.secret-key=" + SECRET_KEY
    };
  }

  /** Returns when it answers. */
  public void start() {
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      ProcessBuilder builder =
          new ProcessBuilder(kind.command(System.getenv(kind.variable), data, "127.0.0.1:" + port));
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
