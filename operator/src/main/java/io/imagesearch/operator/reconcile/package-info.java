/** One pass: look, plan, apply, report. */
@NullMarked
package io.imagesearch.operator.reconcile;

import org.jspecify.annotations.NullMarked;
