package io.imagesearch.picture;

/**
 * What a picture says of itself.
 *
 * @param width of the upright picture
 * @param height of the upright picture
 * @param orientation how the stored picture is turned to stand upright
 */
public record PictureHeader(PictureFormat format, int width, int height, Orientation orientation) {

  public String mediaType() {
    return format.mediaType();
  }
}
