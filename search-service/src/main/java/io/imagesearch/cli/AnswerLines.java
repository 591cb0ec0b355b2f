package io.imagesearch.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer's lines of JSON as they come. */
final class AnswerLines implements AutoCloseable {
  private final URI service;
  private final BufferedReader lines;

  AnswerLines(URI service, InputStream body) {
    this.service = service;
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The next one, once it is there; empty at the end. */
  Optional<Answer> next() throws Unreachable {
    try {
      String line = lines.readLine();
      return line == null ? Optional.empty() : Optional.of(new Answer(200, line, Json.parse(line)));
    } catch (IOException e) {
      throw Unreachable.of(service, e);
    } catch (IllegalArgumentException e) {
      throw Unreachable.stranger(service, e);
    }
  }

  @Override
  public void close() throws Unreachable {
    try {
      lines.close();
    } catch (IOException e) {
      throw Unreachable.of(service, e);
    }
  }
}
