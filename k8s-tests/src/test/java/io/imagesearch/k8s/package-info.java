/**
 * What the product promises on Kubernetes, on a real cluster: the one that {@code make cluster-up}
 * puts together, or any other that {@code IMAGE_SEARCH_KUBECONFIG} leads to.
 */
@NullMarked
package io.imagesearch.k8s;

import org.jspecify.annotations.NullMarked;
