/** What is known of the request that a thread serves: who waits for it, its id, its trace. */
@NullMarked
package io.imagesearch.request;

import org.jspecify.annotations.NullMarked;
