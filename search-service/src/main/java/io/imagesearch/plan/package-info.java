/** How large a cluster has to be for a load: formulas, measured unit costs, and a resource. */
@NullMarked
package io.imagesearch.plan;

import org.jspecify.annotations.NullMarked;
