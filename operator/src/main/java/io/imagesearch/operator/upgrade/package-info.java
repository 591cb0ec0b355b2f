/** In which order roles of Milvus are upgraded, scaled in and rolled out. Pure. */
@NullMarked
package io.imagesearch.operator.upgrade;

import org.jspecify.annotations.NullMarked;
