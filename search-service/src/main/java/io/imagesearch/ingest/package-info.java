/** Jobs that bring in a folder or an archive, with progress, and resume after a restart. */
@NullMarked
package io.imagesearch.ingest;

import org.jspecify.annotations.NullMarked;
