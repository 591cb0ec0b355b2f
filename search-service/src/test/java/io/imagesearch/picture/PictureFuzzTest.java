package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Mutated pictures of all formats end as pictures or as refusals, each within a bounded time and
 * heap, and never take the process with them. {@code dev/fuzz} runs many more of them.
 */
class PictureFuzzTest {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 600);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final String HEAP = "256m";
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Duration HANGING = Duration.ofMinutes(1);
  private static final List<String> EXPECTED =
      Stream.concat(
              Stream.of("TAKEN"), Arrays.stream(PictureException.Reason.values()).map(Enum::name))
          .toList();

  private final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
  private final Map<String, String> faults = new TreeMap<>();
  private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
  private int next;
  private int slowest = -1;
  private long most;
  private long longest;
  private long peakMemory;

  @Test
  void endsEachPictureInTimeAndWithinItsMemory() throws Exception {
    try (watchdog) {
      while (next < INPUTS) {
        run();
      }
    }

    report();
    assertThat(faults).as("inputs in target/fuzz by number").isEmpty();
    // Of the processor's time: how busy the machine is decides nothing.
    assertThat(Duration.ofNanos(most)).as("for one input").isLessThan(BOUND);
  }

  /** One process, until the last input or until one ends it. */
  private void run() throws IOException, InterruptedException {
    int began = next;
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + HEAP,
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FuzzProcess.class.getName(),
                "" + SEED,
                "" + began,
                "" + (INPUTS - began))
            .redirectError(ProcessBuilder.Redirect.DISCARD) // libjpeg complains there
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      boolean open = false;
      ScheduledFuture<?> alarm = alarm(process);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        alarm.cancel(false);
        alarm = alarm(process);
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "begin" -> open = true;
          case "end" -> {
            open = false;
            end(words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
          }
          default -> System.out.println(line);
        }
        if (next % 500 == 0) {
          remember(process);
        }
      }
      alarm.cancel(false);
      int status = process.waitFor();
      if (open || status != 0) {
        fault("ended the process with status " + status);
        next++;
      }
    }
  }

  private ScheduledFuture<?> alarm(Process process) {
    return watchdog.schedule(process::destroyForcibly, HANGING.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void end(String outcome, long worked, long lasted) throws IOException {
    outcomes
        .computeIfAbsent(FuzzInputs.format(next), _ -> new TreeMap<>())
        .merge(outcome, 1, Integer::sum);
    longest = Math.max(longest, lasted);
    if (worked > most) {
      most = worked;
      slowest = next;
    }
    if (!EXPECTED.contains(outcome)) {
      fault(outcome);
    }
    next++;
  }

  private void fault(String what) throws IOException {
    faults.put(next + "." + FuzzInputs.format(next), what);
    Path kept = Files.createDirectories(Path.of("target/fuzz"));
    Files.write(kept.resolve(next + "." + FuzzInputs.format(next)), new FuzzInputs(SEED).get(next));
  }

  /** The most that the process has held, heap and native memory together. */
  private void remember(Process process) {
    try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      status
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .forEach(kilobytes -> peakMemory = Math.max(peakMemory, kilobytes));
    } catch (IOException e) {
      // It has just ended; the next one is asked again.
    }
  }

  private void report() {
    System.out.printf(
        "%,d inputs of %d samples, seed %d, heap %s, at most %,d pixels%n",
        INPUTS, new FuzzInputs(SEED).samples(), SEED, HEAP, FuzzProcess.LIMITS.maxPixels());
    List<String> columns =
        outcomes.values().stream()
            .flatMap(row -> row.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    System.out.println("| format | inputs | " + String.join(" | ", columns) + " |");
    outcomes.forEach((format, row) ->
        System.out.printf(
            "| %s | %,d | %s |%n",
            format,
            row.values().stream().mapToInt(Integer::intValue).sum(),
            columns.stream()
                .map(column -> "%,d".formatted(row.getOrDefault(column, 0)))
                .collect(Collectors.joining(" | "))));
    long crashes = faults.values().stream().filter(what -> what.startsWith("ended")).count();
    long memory = faults.values().stream().filter(what -> what.contains("OutOfMemory")).count();
    System.out.printf(
        "crashes %d, out of memory %d, other faults %d; most processor time %.0f ms (%d.%s),"
            + " longest time %.0f ms; peak RSS %,d MB%n",
        crashes,
        memory,
        faults.size() - crashes - memory,
        most / 1e6,
        slowest,
        FuzzInputs.format(Math.max(0, slowest)),
        longest / 1e6,
        peakMemory >> 10);
    faults.forEach((input, what) -> System.out.println("fault " + input + ": " + what));
  }
}
