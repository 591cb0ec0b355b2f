@NullMarked
package io.imagesearch.operator.upgrade;

import org.jspecify.annotations.NullMarked;
