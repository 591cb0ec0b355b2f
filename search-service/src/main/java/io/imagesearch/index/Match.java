package io.imagesearch.index;

import io.imagesearch.image.ImageDetails;

/** A picture found, with its cosine similarity to the query, −1 to 1. */
public record Match(ImageDetails details, float score) {}
