@NullMarked
package io.imagesearch.operator.validation;

import org.jspecify.annotations.NullMarked;
