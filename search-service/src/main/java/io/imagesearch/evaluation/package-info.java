/** How well a model tells classes of pictures apart: an exact ranking, and figures of it. */
@NullMarked
package io.imagesearch.evaluation;

import org.jspecify.annotations.NullMarked;
