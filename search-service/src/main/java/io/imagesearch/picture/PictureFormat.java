package io.imagesearch.picture;

/** The formats that are taken. */
public enum PictureFormat {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp"),
  GIF("image/gif"),
  BMP("image/bmp"),
  TIFF("image/tiff");

  /** For messages. */
  static final String ALL = "JPEG, PNG, WebP, GIF, BMP and TIFF";

  private final String mediaType;

  PictureFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Reads as far as width and height; everything after that waits for {@link Structure#verify}. */
  Structure structure(Bytes bytes) throws PictureException {
    return switch (this) {
      case JPEG -> JpegStructure.read(bytes);
      case PNG -> PngStructure.read(bytes);
      case WEBP -> WebpStructure.read(bytes);
      case GIF -> GifStructure.read(bytes);
      case BMP -> BmpStructure.read(bytes);
      case TIFF -> TiffStructure.read(bytes);
    };
  }
}
