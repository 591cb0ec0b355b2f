package io.imagesearch.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {
  private static final int KILLS = 4;
  private static final int WRITERS = 4;

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void losesNothingAcknowledgedWhenTheProcessIsKilled() throws Exception {
    Random random = new Random();
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.addAll(namesUntilKilled("k" + kill, 10 + random.nextInt(100)));

      try (VectorIndex index =
          new LuceneVectorIndex(folder, Samples.DIMENSION, HnswParameters.DEFAULT)) {
        assertThat(acknowledged)
            .allSatisfy(name -> assertThat(index.get(Samples.id(name))).isPresent());
        String last = acknowledged.getLast();
        IndexedImage found = index.get(Samples.id(last)).orElseThrow();
        assertThat(index.nearest(NearestQuery.of(found.embedding(), 1)))
            .extracting(match -> match.details().id())
            .containsExactly(Samples.id(last));
      }
    }
  }

  /** Kills it at this acknowledgement, while the other writers are in the middle of theirs. */
  private List<String> namesUntilKilled(String prefix, int acknowledgements)
      throws IOException, InterruptedException {
    Path errors = logs.resolve(prefix);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString(),
                prefix)
            .redirectError(errors.toFile())
            .start();
    List<String> names = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        names.add(line);
        if (names.size() == acknowledgements) {
          // Not by the process itself, which would also close the pipe.
          process.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(names).as(() -> readString(errors)).hasSizeGreaterThanOrEqualTo(acknowledgements);
    return names;
  }

  private static String readString(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The process that is killed: prints each name once it is acknowledged. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      VectorIndex index =
          new LuceneVectorIndex(Path.of(arguments[0]), Samples.DIMENSION, HnswParameters.DEFAULT);
      for (int writer = 0; writer < WRITERS; writer++) {
        String prefix = arguments[1] + "-" + writer + "-";
        Random random = new Random(prefix.hashCode());
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; true; i++) {
                String name = prefix + i;
                index.upsert(
                    List.of(Samples.image(name, Samples.clustered(1, random.nextLong()).get(0))));
                // One write per line: a line is never cut by the kill and never interleaved.
                byte[] line = (name + "\n").getBytes(StandardCharsets.UTF_8);
                System.out.write(line, 0, line.length);
                System.out.flush();
              }
            });
      }
    }
  }
}
