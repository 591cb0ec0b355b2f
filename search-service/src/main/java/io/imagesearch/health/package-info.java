/** What {@code GET /health} says: model, device, precision, index size. */
@NullMarked
package io.imagesearch.health;

import org.jspecify.annotations.NullMarked;
