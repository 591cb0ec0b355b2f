package io.imagesearch.picture;

/** Finds the orientation in an EXIF block, which is a small TIFF. */
final class ExifOrientation {
  private static final int TAG = 274;

  private ExifOrientation() {}

  /** A broken block costs the orientation, not the picture: other programs ignore it too. */
  static Orientation of(Bytes exif) {
    try {
      boolean little = exif.hasAt(0, "II*\0");
      if (!little && !exif.hasAt(0, "MM\0*")) {
        return Orientation.UPRIGHT;
      }
      long directory = little ? exif.u32le(4) : exif.u32be(4);
      int entries = u16(exif, directory, little);
      for (int i = 0; i < entries; i++) {
        long entry = directory + 2 + 12L * i;
        if (u16(exif, entry, little) == TAG) {
          return Orientation.ofTag(u16(exif, entry + 8, little));
        }
      }
      return Orientation.UPRIGHT;
    } catch (PictureException _) {
      return Orientation.UPRIGHT;
    }
  }

  private static int u16(Bytes bytes, long at, boolean little) throws PictureException {
    return little ? bytes.u16le(at) : bytes.u16be(at);
  }
}
