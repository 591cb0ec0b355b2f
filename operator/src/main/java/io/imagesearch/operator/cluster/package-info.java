/**
 * One cluster as it is wanted: the resource with its defaults, names, labels and versions. Pure.
 */
@NullMarked
package io.imagesearch.operator.cluster;

import org.jspecify.annotations.NullMarked;
