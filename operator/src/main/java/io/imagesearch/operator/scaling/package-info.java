/** How many pods a tier has, who chooses that, and how many may be taken away at once. Pure. */
@NullMarked
package io.imagesearch.operator.scaling;

import org.jspecify.annotations.NullMarked;
