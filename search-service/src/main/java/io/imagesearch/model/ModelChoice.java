package io.imagesearch.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Which model the collection was moved to, whatever the settings say.
 *
 * @param location that overrules {@code image-search.model.location}; empty where nothing was moved
 * @param embedders that overrule {@code image-search.embedders.urls}, where there are any
 */
public record ModelChoice(Optional<String> location, List<URI> embedders) {
  public static final ModelChoice AS_CONFIGURED = new ModelChoice(Optional.empty(), List.of());
}
