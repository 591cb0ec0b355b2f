package io.imagesearch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client;
import io.imagesearch.RunningService;
import io.imagesearch.WrittenDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The OpenAPI document is made of the controllers here, and not by the service, whose start would
 * be longer by it. A difference fails; run with {@code -DupdateDocs=true} to write it anew.
 */
class OpenApiDocumentIT {
  private static final Path DOCS = Path.of("../docs");
  private static final String MADE = "/springdoc";

  @TempDir Path data;

  @Test
  void isWhatTheControllersTake() throws IOException {
    try (RunningService service =
        RunningService.start(
            List.of(DocumentFrame.class, RequestSchemas.class, DocumentedKeys.class),
            data,
            "--springdoc.api-docs.enabled=true",
            "--springdoc.api-docs.path=" + MADE,
            "--springdoc.api-docs.version=openapi_3_1",
            "--springdoc.paths-to-match=/api/**,/v1/**",
            "--springdoc.default-support-form-data=true",
            "--springdoc.writer-with-order-by-keys=true",
            "--springdoc.writer-with-default-pretty-printer=true",
            "--springdoc.default-produces-media-type=application/json")) {
      WrittenDocument.check(DOCS.resolve("openapi.yaml"), text(service, MADE + ".yaml"));
      WrittenDocument.check(DOCS.resolve("openapi.json"), text(service, MADE) + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/openapi,      openapi.json, application/json",
    "/api/v1/openapi.yaml, openapi.yaml, application/yaml"
  })
  void isServed(String path, String file, String type) throws IOException {
    try (RunningService service = RunningService.start(data)) {
      Client.Answer answer = service.client().get(path);

      assertThat(answer.header("Content-Type")).isEqualTo(type);
      assertThat(answer.bytes()).isEqualTo(Files.readAllBytes(DOCS.resolve(file)));
    }
  }

  private static String text(RunningService service, String path) {
    return new String(service.client().get(path).bytes(), StandardCharsets.UTF_8);
  }
}
