@NullMarked
package io.imagesearch.operator.golden;

import org.jspecify.annotations.NullMarked;
