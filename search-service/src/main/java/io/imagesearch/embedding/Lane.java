package io.imagesearch.embedding;

/** How urgent an embedding is; earlier lanes go first. */
public enum Lane {
  /** Somebody waits for a search answer. */
  INTERACTIVE,
  /** Somebody waits for an upload to be acknowledged. */
  UPLOAD,
  /** An ingest job. */
  BULK
}
