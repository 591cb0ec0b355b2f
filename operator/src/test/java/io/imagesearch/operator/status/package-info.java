@NullMarked
package io.imagesearch.operator.status;

import org.jspecify.annotations.NullMarked;
