/**
 * Pods that turn pictures into embeddings, on processors or GPUs, for API pods alone.
 *
 * <p>They ask for an access key, which the operator makes: {@code open} and a NetworkPolicy would
 * do only where the cluster's network plugin enforces policies, and says nothing where it does not.
 * Embedders have the key's digest and API pods its text, so that no embedder can speak as an API.
 */
@NullMarked
package io.imagesearch.operator.embedder;

import org.jspecify.annotations.NullMarked;
