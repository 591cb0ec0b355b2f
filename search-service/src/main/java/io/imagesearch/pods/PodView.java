package io.imagesearch.pods;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An embedder as health shows it.
 *
 * @param state {@code starting}, {@code ready}, {@code suspect}, {@code draining}, {@code down} or
 *     {@code refused}
 * @param reason why it is not ready
 * @param inFlight requests of this process that it has now
 */
public record PodView(
    String address,
    String state,
    @Nullable String reason,
    @Nullable String device,
    @Nullable String precision,
    @Nullable String engine,
    int inFlight) {

  /** Gives those of this moment. */
  public interface Source {
    List<PodView> pods();
  }
}
