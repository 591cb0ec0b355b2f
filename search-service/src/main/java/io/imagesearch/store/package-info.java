/** Keeps originals and thumbnails, behind {@link io.imagesearch.store.ImageStore}. */
@NullMarked
package io.imagesearch.store;

import org.jspecify.annotations.NullMarked;
