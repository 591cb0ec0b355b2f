package io.imagesearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server of a test below a small shell that is out of reach of signals to this JVM's group: the
 * shell kills it when this JVM closes the shell's input or is gone, whatever became of it.
 */
final class GuardedProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Ends with the process's status; its file with the process's id says that it runs. A killed
   * Milvus leaves one of its own in a folder that no setting moves.
   */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- & child=$!
      echo $child > "$0"
      { read -r _ <&3; kill -KILL $child; } & watch=$!
      exec 3<&-
      wait $child
      status=$?
      rm -f "$0" "/tmp/milvus/server_id_$child"
      rmdir /tmp/milvus 2>/dev/null
      kill $watch 2>/dev/null
      exit $status
      """;

  /** Removes the folder when no process is left that would write to it. */
  private static final String JANITOR =
      """
      read -r _
      while ls ./*.guarded ./*/*.guarded >/dev/null 2>&1; do sleep 0.05; done
      rm -rf "$PWD"
      """;

  private final Process guard;
  private final Path pid;
  private final Path log;

  private GuardedProcess(Process guard, Path pid, Path log) {
    this.guard = guard;
    this.pid = pid;
    this.log = log;
  }

  /** Starts a command in a folder, where its output stands in NAME.log. */
  static GuardedProcess start(
      String name, Path folder, List<String> command, Map<String, String> environment) {
    Path pid = folder.resolve(name + ".guarded");
    List<String> words = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", GUARD, pid.toString()));
    words.addAll(command);
    return start(folder, pid, folder.resolve(name + ".log"), words, environment);
  }

  /** Ends after every other one of the folder and of those in it, and takes the folder with it. */
  static GuardedProcess janitor(Path folder) {
    Path log = folder.resolve("janitor.log");
    return start(folder, log, log, List.of("setsid", "/bin/sh", "-c", JANITOR), Map.of());
  }

  private static GuardedProcess start(
      Path folder, Path pid, Path log, List<String> words, Map<String, String> environment) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().putAll(environment);
      Process guard =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new GuardedProcess(guard, pid, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    try {
      return Long.parseLong(Files.readString(pid).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return guard.isAlive();
  }

  /** Returns when somebody listens at a port of loopback; where nobody comes to, ends it. */
  void awaitListening(int port) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (guard.isAlive() && System.nanoTime() < deadline) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (ConnectException e) {
        Thread.sleep(20);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String said = said();
    close();
    throw new IllegalStateException("nobody listens at " + port + ":\n" + said);
  }

  /** Waits until it has done what it was started for. */
  void awaitSuccess() throws InterruptedException {
    if (!guard.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || guard.exitValue() != 0) {
      throw new IllegalStateException("did not end well:\n" + said());
    }
  }

  void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + pid()).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last of what it printed. */
  String said() {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to end it. */
  void end() {
    try {
      guard.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9}; returns when it is gone. */
  @Override
  public void close() {
    end();
    try {
      if (!guard.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException(log.getFileName() + ": its process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
