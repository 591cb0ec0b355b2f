/** Errors as {@code application/problem+json} with stable types. */
@NullMarked
package io.imagesearch.problem;

import org.jspecify.annotations.NullMarked;
