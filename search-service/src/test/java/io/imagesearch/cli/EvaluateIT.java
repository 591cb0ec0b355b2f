package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model and the sample pictures, with their groups as classes and with none. */
class EvaluateIT {
  private static final Path SAMPLES = Path.of("../examples/images");

  @TempDir Path data;

  @Test
  void tellsSamplesApartAndFindsNothingInShuffledLabels(@TempDir Path shuffled) throws IOException {
    shuffle(shuffled);
    try (RunningService service = RunningService.start(data)) {
      Cli table = run(service, "evaluate", SAMPLES.toString());
      assertThat(table.code()).isEqualTo(ExitCode.FINE);
      System.out.println(table.out());

      Json right = Json.parse(run(service, "evaluate", SAMPLES.toString(), "--json").out());
      assertThat(right.at("classes").number()).isEqualTo(12);
      assertThat(right.at("queries").number()).isEqualTo(right.at("pictures").number());
      Json found = right.at("found");
      assertThat(found.at("precisionAt1").number()).isBetween(0.6, 0.99);
      assertThat(found.at("recallAt").at("10").number()).isBetween(0.9, 1.0);
      assertThat(found.at("map").number()).isBetween(0.4, 0.9);

      Json control = Json.parse(run(service, "evaluate", shuffled.toString(), "--json").out());
      assertThat(control.at("byChance")).isEqualTo(right.at("byChance"));
      for (String figure : List.of("precisionAt1", "map", "mapAtR")) {
        double byChance = control.at("byChance").at(figure).number();
        assertThat(control.at("found").at(figure).number())
            .as(figure)
            .isEqualTo(byChance, within(0.05));
      }
      System.out.println("Shuffled labels: " + control.at("found"));
      System.out.println("By chance:       " + control.at("byChance"));
      assertThat(run(service, "status").out()).contains("Index      lucene, 0 pictures");
    }
  }

  /** The same pictures and sizes of classes; only which is in which is left to chance. */
  private static void shuffle(Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SAMPLES)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> places = new ArrayList<>(files);
    Collections.shuffle(places, new Random(1));
    for (int i = 0; i < files.size(); i++) {
      Path place = to.resolve(SAMPLES.relativize(places.get(i)));
      Files.createDirectories(place.getParent());
      Files.copy(files.get(i), place);
    }
  }

  private static Cli run(RunningService service, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--url=" + service.uri());
    return Cli.run(all.toArray(String[]::new));
  }
}
