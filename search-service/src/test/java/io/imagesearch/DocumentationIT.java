package io.imagesearch;

import io.imagesearch.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Documents that the code knows best. A difference fails; run with {@code -DupdateDocs=true} to
 * write them anew.
 */
class DocumentationIT {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void problemListIsUpToDate() throws IOException {
    String rows =
        Stream.of(ProblemType.values())
            .map(type ->
                "| `%s` | %d | %s | %s |"
                    .formatted(type.slug(), type.status().value(), type.title(), type.remedy()))
            .collect(Collectors.joining("\n"));

    WrittenDocument.check(
        DOCS.resolve("problems.md"),
        """
        # Problems

        Every error is `application/problem+json` (RFC 9457). Its `type` is
        `https://imagesearch.io/problems/` and one of these; types are stable, titles and details are
        for people. A problem with `Retry-After` is worth another try after so many seconds.

        | type | status | what | what to do |
        |---|---|---|---|
        """
            + rows
            + "\n");
  }
}
