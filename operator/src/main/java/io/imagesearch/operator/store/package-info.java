/** How the parts of a cluster reach their stores, the operator's own and external ones alike. */
@NullMarked
package io.imagesearch.operator.store;

import org.jspecify.annotations.NullMarked;
