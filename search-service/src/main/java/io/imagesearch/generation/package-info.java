/** Which models the collection is searched by and written for, agreed on by all processes. */
@NullMarked
package io.imagesearch.generation;

import org.jspecify.annotations.NullMarked;
