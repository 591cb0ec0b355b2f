package io.imagesearch.ingest;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An uploaded zip. Nothing is unpacked to disk, so its names can't lead anywhere. */
final class ArchiveSource implements IngestSource {
  private static final int MAX_ENTRIES = 1_000_000;

  /** Pictures are compressed already: an archive that unpacks to this multiple is a bomb. */
  private static final int MAX_RATIO = 100;

  private final ZipFile zip;

  private ArchiveSource(ZipFile zip) {
    this.zip = zip;
  }

  static ArchiveSource open(Path file) throws IOException {
    return new ArchiveSource(new ZipFile(file.toFile()));
  }

  /** How many files it has; refuses what is no zip, holds none, or would unpack to too much. */
  static int check(Path file) {
    try (ArchiveSource archive = open(file)) {
      if (archive.zip.size() > MAX_ENTRIES) {
        throw refused("It has more than " + MAX_ENTRIES + " entries.");
      }
      int files = archive.items().size();
      if (files == 0) {
        throw refused("There is no file in it.");
      }
      long unpacked = archive.zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
      if (unpacked / MAX_RATIO > Files.size(file)) {
        throw refused("It unpacks to more than " + MAX_RATIO + " times its size.");
      }
      return files;
    } catch (IOException e) {
      throw new ProblemException(
          ProblemType.INVALID_ARCHIVE, "It is no zip archive, or a broken one.", e);
    }
  }

  @Override
  public List<String> items() {
    return zip.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .filter(
            name -> Stream.of(name.split("/")).noneMatch(IngestSource::isHidden) || escapes(name))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public long size(String item) throws IOException {
    return Math.max(0, entry(item).getSize());
  }

  @Override
  public byte[] read(String item, int most) throws IOException {
    try (InputStream in = zip.getInputStream(entry(item))) {
      return in.readNBytes(most + 1);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** A name with ".." starts with a dot, but is an attack to be named and not a hidden file. */
  private static boolean escapes(String name) {
    return ("/" + name + "/").contains("/../");
  }

  private ZipEntry entry(String item) throws IOException {
    ZipEntry entry = zip.getEntry(item);
    if (entry == null) {
      throw new FileNotFoundException(item);
    }
    return entry;
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(ProblemType.INVALID_ARCHIVE, detail);
  }
}
