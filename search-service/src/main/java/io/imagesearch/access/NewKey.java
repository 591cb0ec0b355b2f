package io.imagesearch.access;

/** A key that was just made, with the text that nobody can have again. */
public record NewKey(AccessKey key, KeyText text) {}
