package io.imagesearch.index;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.ImageDetails;

/** A row of the index. */
public record IndexedImage(ImageDetails details, Embedding embedding) {}
