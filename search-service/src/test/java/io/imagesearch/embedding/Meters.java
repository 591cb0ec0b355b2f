package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;

/** What a service says of itself to whoever scrapes it, whatever its model. */
record Meters(Client client) {
  void await(String meter, double value) {
    Awaitility.await().untilAsserted(() -> assertThat(value(meter)).isEqualTo(value));
  }

  double value(String meter) {
    return new String(client.get("/actuator/prometheus").bytes(), StandardCharsets.UTF_8)
        .replaceAll("model=\"[0-9a-f]{12}\",", "")
        .lines()
        .filter(line -> line.startsWith(meter + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(meter.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + meter));
  }
}
