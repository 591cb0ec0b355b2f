@NullMarked
package io.imagesearch.operator.stateful;

import org.jspecify.annotations.NullMarked;
