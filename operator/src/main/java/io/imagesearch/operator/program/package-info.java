/**
 * What API and embedder pods have in common: both run the search service, in another role. Pure.
 */
@NullMarked
package io.imagesearch.operator.program;

import org.jspecify.annotations.NullMarked;
