/** The etcd that the operator runs for Milvus. Pure. */
@NullMarked
package io.imagesearch.operator.etcd;

import org.jspecify.annotations.NullMarked;
