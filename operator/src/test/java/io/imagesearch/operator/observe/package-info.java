@NullMarked
package io.imagesearch.operator.observe;

import org.jspecify.annotations.NullMarked;
