/** Secrets that the operator generates once and never writes again. */
@NullMarked
package io.imagesearch.operator.secret;

import org.jspecify.annotations.NullMarked;
