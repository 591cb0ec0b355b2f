/** The S3 gateway that the operator runs over a volume. Pure. */
@NullMarked
package io.imagesearch.operator.objectstorage;

import org.jspecify.annotations.NullMarked;
