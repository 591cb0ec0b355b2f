/** What a picture in the collection is: its identity, owner, attributes and details. */
@NullMarked
package io.imagesearch.image;

import org.jspecify.annotations.NullMarked;
