/** What a process is for: all of it, the API, or embedding for an API. */
@NullMarked
package io.imagesearch.role;

import org.jspecify.annotations.NullMarked;
