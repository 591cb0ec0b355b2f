/** How the web page's files are served. The page itself stands in {@code resources/static}. */
@NullMarked
package io.imagesearch.page;

import org.jspecify.annotations.NullMarked;
