@NullMarked
package io.imagesearch.operator.pod;

import org.jspecify.annotations.NullMarked;
