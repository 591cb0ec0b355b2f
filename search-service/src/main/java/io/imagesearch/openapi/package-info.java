/** How the calls are told to programs that make clients of them. */
@NullMarked
package io.imagesearch.openapi;

import org.jspecify.annotations.NullMarked;
