/** The custom resource: what a person writes, and what the operator answers. */
@NullMarked
package io.imagesearch.operator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
