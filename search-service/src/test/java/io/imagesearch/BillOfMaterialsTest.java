package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said to be inside of the jar, where Maven doesn't know it. */
class BillOfMaterialsTest {
  private static final Path BILL = Path.of("target/classes/META-INF/sbom/application.cdx.json");

  @Test
  void namesWhatIsInsideOfOpenVinosJar() throws Exception {
    assumeThat(getClass().getResource("/openvino/linux-x86_64/SHA256SUMS"))
        .as("OpenVINO for this platform in this build")
        .isNotNull();

    JsonNode bill = JsonMapper.shared().readTree(Files.readString(BILL));

    assertThat(bill.path("components").valueStream())
        .filteredOn(each -> each.path("group").asString("").equals("io.imagesearch"))
        .filteredOn(each -> each.path("name").asString().equals("openvino"))
        .singleElement()
        .satisfies(openVino ->
            assertThat(openVino.path("components").valueStream())
                .allMatch(each -> each.at("/licenses/0/license/id").asString().equals("Apache-2.0"))
                .extracting(each -> each.path("name").asString())
                .containsExactly("openvino", "oneTBB"));
  }
}
