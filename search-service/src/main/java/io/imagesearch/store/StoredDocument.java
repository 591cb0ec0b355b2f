package io.imagesearch.store;

/**
 * A document as it was read.
 *
 * @param version what its writer has to name to replace it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StoredDocument(String version, byte[] bytes) {}
