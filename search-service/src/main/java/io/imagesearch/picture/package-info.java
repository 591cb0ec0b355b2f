/** The picture pipeline: bytes in, upright pixels and the network's input tensor out. */
@NullMarked
package io.imagesearch.picture;

import org.jspecify.annotations.NullMarked;
