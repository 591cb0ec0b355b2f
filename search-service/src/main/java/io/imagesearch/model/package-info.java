/** The model artefact: a folder with {@code model.json} and weights, checked before use. */
@NullMarked
package io.imagesearch.model;

import org.jspecify.annotations.NullMarked;
