/** Moves a collection to another service: tells all of it, and takes it in. */
@NullMarked
package io.imagesearch.transfer;

import org.jspecify.annotations.NullMarked;
