package io.imagesearch.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The pictures in an export's list, read one by one. */
final class ExportedPictures implements Items, AutoCloseable {
  private final Path file;
  private final BufferedReader lines;
  private final Function<Json, Item> each;

  private ExportedPictures(Path file, BufferedReader lines, Function<Json, Item> each) {
    this.file = file;
    this.lines = lines;
    this.each = each;
  }

  static ExportedPictures open(TransferFolder folder, Function<Json, Item> each)
      throws LocalFileException {
    Path file = folder.lines();
    try {
      return new ExportedPictures(file, Files.newBufferedReader(file), each);
    } catch (IOException e) {
      throw new LocalFileException(file, e);
    }
  }

  @Override
  public Optional<Item> next() throws LocalFileException {
    try {
      String line = lines.readLine();
      return line == null ? Optional.empty() : Optional.of(each.apply(Json.parse(line)));
    } catch (IllegalArgumentException e) {
      throw new LocalFileException(file, new IOException("a line is no picture of an export", e));
    } catch (IOException e) {
      throw new LocalFileException(file, e);
    }
  }

  @Override
  public void close() throws LocalFileException {
    try {
      lines.close();
    } catch (IOException e) {
      throw new LocalFileException(file, e);
    }
  }
}
