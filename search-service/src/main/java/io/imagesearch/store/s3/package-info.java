/** Pictures in a bucket of an S3-compatible object store, shared by any number of processes. */
@NullMarked
package io.imagesearch.store.s3;

import org.jspecify.annotations.NullMarked;
