package io.imagesearch.operator.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process below a shell that is out of reach of signals to this JVM's group: the shell
 * kills it when this JVM closes the shell's input or is gone, whatever became of it.
 */
final class GuardedProcess implements AutoCloseable {
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- & child=$!
      echo $child > "$0"
      { read -r _ <&3; kill -KILL $child; } & watch=$!
      exec 3<&-
      wait $child
      rm -f "$0"
      kill $watch 2>/dev/null
      """;

  /** Removes the folder when no process is left that would write to it. */
  private static final String JANITOR =
      """
      read -r _
      while ls ./*.pid >/dev/null 2>&1; do sleep 0.05; done
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

  static GuardedProcess start(String name, Path folder, List<String> command) {
    Path pid = folder.resolve(name + ".pid");
    List<String> words = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", GUARD, pid.toString()));
    words.addAll(command);
    return start(folder, pid, folder.resolve(name + ".log"), words);
  }

  /** Ends after every other one of the folder, and takes the folder with it. */
  static GuardedProcess janitor(Path folder) {
    Path log = folder.resolve("janitor.log");
    return start(folder, log, log, List.of("setsid", "/bin/sh", "-c", JANITOR));
  }

  private static GuardedProcess start(Path folder, Path pid, Path log, List<String> words) {
    try {
      Process guard =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new GuardedProcess(guard, pid, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return guard.isAlive();
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

  /** Processor time that it has taken. */
  Duration processorTime() {
    return ProcessHandle.of(Long.parseLong(pid()))
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private String pid() {
    try {
      return Files.readString(pid).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of memory that it holds. */
  long memory() {
    try {
      Path status = Path.of("/proc", pid(), "status");
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9}; returns when it is gone. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException(log.getFileName() + ": its process does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
