/** Moves the collection to another model while it is searched and added to. */
@NullMarked
package io.imagesearch.reindex;

import org.jspecify.annotations.NullMarked;
