/** The Kafka that the operator runs for Milvus. Pure. */
@NullMarked
package io.imagesearch.operator.kafka;

import org.jspecify.annotations.NullMarked;
