/** The index of a cluster: a Milvus server. No other package knows its client. */
@NullMarked
package io.imagesearch.index.milvus;

import org.jspecify.annotations.NullMarked;
