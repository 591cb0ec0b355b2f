package io.imagesearch.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that a user types, run to their end. */
final class Commands {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Commands() {}

  /**
   * How a program ended.
   *
   * @param output what it wrote, errors as well
   */
  record Ended(int code, String output) {
    Ended requireSuccess() {
      if (code != 0) {
        throw new AssertionError("exit code %d:\n%s".formatted(code, output));
      }
      return this;
    }
  }

  static String kubectl(String... arguments) {
    return tryKubectl(arguments).requireSuccess().output();
  }

  /** Where it may fail. */
  static Ended tryKubectl(String... arguments) {
    List<String> words =
        new ArrayList<>(List.of(Settings.kubectl(), "--kubeconfig=" + Settings.kubeconfig()));
    words.addAll(List.of(arguments));
    return run(words, Map.of());
  }

  static String kubectlIn(String namespace, String... arguments) {
    List<String> words = new ArrayList<>(List.of("-n", namespace));
    words.addAll(List.of(arguments));
    return kubectl(words.toArray(String[]::new));
  }

  static Ended run(List<String> words, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("command", ".log");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
          if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(words + " takes more than " + LIMIT);
          }
          return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
          process.destroyForcibly();
        }
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(words + " was interrupted", e);
    }
  }
}
