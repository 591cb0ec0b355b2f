/** Turns pictures into embeddings: the batcher, and the engine behind it. */
@NullMarked
package io.imagesearch.embedding;

import org.jspecify.annotations.NullMarked;
