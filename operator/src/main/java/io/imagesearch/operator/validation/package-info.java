/** The rules of a spec, for resources that got past the schema. Pure. */
@NullMarked
package io.imagesearch.operator.validation;

import org.jspecify.annotations.NullMarked;
