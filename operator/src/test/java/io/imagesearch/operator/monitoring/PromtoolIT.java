package io.imagesearch.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads rules and expressions, and plays what makes each alert fire. */
class PromtoolIT {
  private static final String VARIABLE = "IMAGE_SEARCH_PROMETHEUS";

  @TempDir Path folder;

  @BeforeEach
  void find() {
    assumeThat(System.getenv(VARIABLE)).as(VARIABLE + ": dev/prometheus prints it").isNotNull();
  }

  @Test
  void readsTheRules() throws IOException, InterruptedException {
    promtool("check", "rules", "--lint-fatal", Alert.FILE.toString());
  }

  @Test
  void firesAndKeepsQuiet() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("test", "rules"));
    Alert.cases().forEach(file -> command.add(file.toString()));
    promtool(command.toArray(String[]::new));
  }

  /** As rules that record; what Grafana fills in stands for itself. */
  @Test
  void readsTheExpressionsOfDashboards() throws IOException, InterruptedException {
    ObjectNode file = new ObjectMapper().createObjectNode();
    ArrayNode rules = file.putArray("groups").addObject().put("name", "all").putArray("rules");
    for (Dashboard.Query query : Dashboards.queries()) {
      rules
          .addObject()
          .put("record", "query:" + rules.size())
          .put("expr", query.expression().replace("$__rate_interval", "5m"));
    }
    Path written = folder.resolve("dashboards.yaml");
    Files.writeString(written, file.toString());
    promtool("check", "rules", written.toString());
  }

  private void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getenv(VARIABLE), "promtool").toString());
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
