@NullMarked
package io.imagesearch.operator.store;

import org.jspecify.annotations.NullMarked;
