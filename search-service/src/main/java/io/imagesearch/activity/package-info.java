/** The recent activity that {@code GET /log} shows. */
@NullMarked
package io.imagesearch.activity;

import org.jspecify.annotations.NullMarked;
