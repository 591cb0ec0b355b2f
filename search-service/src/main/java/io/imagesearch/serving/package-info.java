/**
 * Embeddings for other programs: for API processes, and in the form that OpenAI's clients speak.
 */
@NullMarked
package io.imagesearch.serving;

import org.jspecify.annotations.NullMarked;
