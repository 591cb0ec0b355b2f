/** Finds the pictures that look like the given ones. */
@NullMarked
package io.imagesearch.search;

import org.jspecify.annotations.NullMarked;
