/** How every pod looks: restricted, spread, with what its template changes. Pure. */
@NullMarked
package io.imagesearch.operator.pod;

import org.jspecify.annotations.NullMarked;
