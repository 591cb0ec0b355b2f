/** Compares store and index, and repairs both ways what one of them has lost. */
@NullMarked
package io.imagesearch.reconcile;

import org.jspecify.annotations.NullMarked;
