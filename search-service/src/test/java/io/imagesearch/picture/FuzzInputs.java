package io.imagesearch.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Mutated pictures by number: each number is the same input every time. */
final class FuzzInputs {
  static final List<String> FORMATS = List.of("jpg", "png", "webp", "gif", "bmp", "tif");
  private static final int LARGEST = 200_000;

  private final long seed;
  private final List<List<byte[]>> samples;
  private final List<byte[]> all;

  FuzzInputs(long seed) {
    this.seed = seed;
    this.samples = FORMATS.stream().map(FuzzInputs::read).toList();
    this.all = samples.stream().flatMap(List::stream).toList();
  }

  /** Formats take turns, however many samples of each there are. */
  static String format(int number) {
    return FORMATS.get(number % FORMATS.size());
  }

  byte[] get(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    List<byte[]> ofFormat = samples.get(number % FORMATS.size());
    byte[] sample = ofFormat.get(random.nextInt(ofFormat.size()));
    return new Mutations(random.nextLong(), random.nextInt(4) == 0 ? all : ofFormat).of(sample);
  }

  int samples() {
    return all.size();
  }

  private static List<byte[]> read(String format) {
    List<byte[]> pictures = new ArrayList<>();
    for (String folder : List.of("pictures", "parity/pictures")) {
      try (Stream<Path> files = Files.list(Path.of("src/test/resources", folder))) {
        for (Path file : files.sorted().toList()) {
          String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
          if (name.matches(".*\\." + format + "f?") && Files.size(file) <= LARGEST) {
            pictures.add(Files.readAllBytes(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pictures;
  }
}
