/**
 * What the stores that the operator runs have in common: pods that keep their names and volumes.
 */
@NullMarked
package io.imagesearch.operator.stateful;

import org.jspecify.annotations.NullMarked;
