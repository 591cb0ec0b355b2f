/**
 * Speaks to what a cluster stands on, as its users do, and says what is wrong. Outside the
 * reconcile thread: a server that never answers costs nobody anything.
 */
@NullMarked
package io.imagesearch.operator.check;

import org.jspecify.annotations.NullMarked;
