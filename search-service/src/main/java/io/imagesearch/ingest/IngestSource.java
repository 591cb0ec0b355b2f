package io.imagesearch.ingest;

import java.io.IOException;
import java.util.List;

/** Where a job's files come from. Safe for any number of threads. */
sealed interface IngestSource extends AutoCloseable permits FolderSource, ArchiveSource {

  /** Paths of all files that are not hidden, in a stable order. */
  List<String> items() throws IOException;

  /** Bytes of a file, as far as it is known before reading it. */
  long size(String item) throws IOException;

  /**
   * The file's bytes.
   *
   * @param most one byte more than this is read at the most, however much there is
   */
  byte[] read(String item, int most) throws IOException;

  @Override
  void close() throws IOException;

  /** Files and folders that nobody means: dot files, and what file managers leave behind. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || name.equals("__MACOSX") || name.equals("Thumbs.db");
  }
}
