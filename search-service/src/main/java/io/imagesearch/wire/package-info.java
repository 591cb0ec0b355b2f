/** What travels between an API process and an embedder: paths, headers, vectors, frames. */
@NullMarked
package io.imagesearch.wire;

import org.jspecify.annotations.NullMarked;
