package io.imagesearch.pods;

import java.net.ConnectException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why an embedder could not be asked, in a few words. */
final class Causes {
  private Causes() {}

  static String brief(Exception e) {
    return switch (e) {
      case ConnectException _ -> "refuses connections";
      case NoHttpResponseException _ -> "hung up without an answer";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
