@NullMarked
package io.imagesearch.operator.scaling;

import org.jspecify.annotations.NullMarked;
