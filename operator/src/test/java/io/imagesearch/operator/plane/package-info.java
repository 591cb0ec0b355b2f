/** A real Kubernetes control plane for tests, whose nodes and pods are played. */
@NullMarked
package io.imagesearch.operator.plane;

import org.jspecify.annotations.NullMarked;
