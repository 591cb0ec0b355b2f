package io.imagesearch.wire;

import java.util.Set;

/** A request to embed: the picture is the body, and all else stands in headers. */
public final class EmbedCall {
  /** One picture in, its embedding out. */
  public static final String PATH = "/embed";

  /** Several pictures in, an outcome for each out. */
  public static final String BATCH_PATH = "/embed/batch";

  /** Whether this embedder takes work, and what it embeds with. */
  public static final String STATUS_PATH = "/embed/status";

  /** The same in the form that OpenAI's clients speak. */
  public static final String JSON_PATH = "/v1/embeddings";

  /** Bodies that may be as large as pictures are; their endpoints bound them. */
  public static final Set<String> PATHS_WITH_PICTURES = Set.of(PATH, BATCH_PATH, JSON_PATH);

  /** The part of the picture that counts: {@code x,y,width,height}, fractions; all by default. */
  public static final String CROP = "Image-Search-Crop";

  /** {@code interactive}, which is the default, {@code upload} or {@code bulk}. */
  public static final String LANE = "Image-Search-Lane";

  /** Milliseconds after which the answer is of no use. */
  public static final String TIMEOUT = "Image-Search-Timeout";

  /** In the answer: the fingerprint of model and preprocessing. */
  public static final String FINGERPRINT = "Image-Search-Model";

  private EmbedCall() {}
}
