@NullMarked
package io.imagesearch.operator.milvus;

import org.jspecify.annotations.NullMarked;
