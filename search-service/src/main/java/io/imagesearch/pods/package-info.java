/** The embedder processes of an API: which there are, which are well, and how they are asked. */
@NullMarked
package io.imagesearch.pods;

import org.jspecify.annotations.NullMarked;
