/** What stands between the net and the calls: whose requests, how large, and how slow. */
@NullMarked
package io.imagesearch.edge;

import org.jspecify.annotations.NullMarked;
