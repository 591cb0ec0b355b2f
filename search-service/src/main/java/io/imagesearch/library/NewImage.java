package io.imagesearch.library;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.FileName;
import io.imagesearch.image.Uploader;

/** A picture on its way into the collection. The bytes are not copied: leave them alone. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of 32 MB would cost
public record NewImage(byte[] bytes, String fileName, Uploader uploader, Attributes attributes) {
  public NewImage {
    fileName = FileName.check(fileName);
  }
}
