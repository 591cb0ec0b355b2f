@NullMarked
package io.imagesearch.operator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
