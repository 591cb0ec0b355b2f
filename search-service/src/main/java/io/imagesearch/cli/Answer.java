package io.imagesearch.cli;

/**
 * A good answer, also as it came.
 *
 * @param status of HTTP, since 503 of {@code /health} is an answer too
 */
record Answer(int status, String text, Json json) {}
