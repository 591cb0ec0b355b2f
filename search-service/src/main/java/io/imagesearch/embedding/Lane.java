package io.imagesearch.embedding;

import io.imagesearch.picture.PictureReader;

/** How urgent an embedding is; earlier lanes go first. */
public enum Lane {
  /** Somebody waits for a search answer. */
  INTERACTIVE,
  /** Somebody waits for an upload to be acknowledged. */
  UPLOAD,
  /** An ingest job. */
  BULK;

  /** The reader whose threads work on this lane's pictures. */
  public PictureReader of(PictureReader reader) {
    return this == BULK ? reader.inBackground() : reader;
  }
}
