/** The pods of Milvus, role by role, and the milvus.yaml that each reads. Pure. */
@NullMarked
package io.imagesearch.operator.milvus;

import org.jspecify.annotations.NullMarked;
