/** The operator's process. */
@NullMarked
package io.imagesearch.operator;

import org.jspecify.annotations.NullMarked;
