/** Nearest-neighbour search over embeddings, behind {@link io.imagesearch.index.VectorIndex}. */
@NullMarked
package io.imagesearch.index;

import org.jspecify.annotations.NullMarked;
