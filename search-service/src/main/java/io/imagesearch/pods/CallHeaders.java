package io.imagesearch.pods;

import java.util.function.BiConsumer;

/** Adds headers to each request to an embedder, such as those of a trace. */
@FunctionalInterface
public interface CallHeaders {

  /**
   * Called on the thread that makes the request.
   *
   * @param header takes a name and a value
   */
  void addTo(BiConsumer<String, String> header);
}
