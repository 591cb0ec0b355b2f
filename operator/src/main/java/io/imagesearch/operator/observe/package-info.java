/** What is there: the objects of a cluster, how far their pods are, and what ails them. */
@NullMarked
package io.imagesearch.operator.observe;

import org.jspecify.annotations.NullMarked;
