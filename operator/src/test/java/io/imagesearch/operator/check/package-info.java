@NullMarked
package io.imagesearch.operator.check;

import org.jspecify.annotations.NullMarked;
