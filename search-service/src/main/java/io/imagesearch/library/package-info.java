/** Adds, changes, lists and removes pictures, keeping store and index in step. */
@NullMarked
package io.imagesearch.library;

import org.jspecify.annotations.NullMarked;
