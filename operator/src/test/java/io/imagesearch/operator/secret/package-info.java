@NullMarked
package io.imagesearch.operator.secret;

import org.jspecify.annotations.NullMarked;
