package io.imagesearch.picture;

import io.imagesearch.picture.PictureException.Reason;
import java.util.Locale;
import java.util.function.Function;

/** Bytes in, upright pixels out. Safe for any number of threads. */
public final class PictureReader {
  /** Largest array of RGBA that Java can hold, in pixels. */
  private static final long HARD_PIXEL_CAP = 500_000_000;

  /**
   * How many times the wanted short side a scaled-down picture keeps. The decoder's own scaling is
   * a poorer filter than the resampler's: with 2 an embedding keeps a cosine of 0.999 to the one
   * from all pixels, with 1 only 0.993.
   */
  private static final double SCALING_MARGIN = 2;

  private final PictureLimits limits;
  private final PictureThreads threads;
  private final PictureThreads background;

  /**
   * @param decodeSlots pictures worked on at once, and one less for those that have time; each
   *     takes about 8 bytes per pixel of memory
   */
  public PictureReader(PictureLimits limits, int decodeSlots) {
    this(
        limits,
        new PictureThreads("picture-", decodeSlots),
        new PictureThreads("picture-bulk-", Math.max(1, decodeSlots - 1)));
  }

  private PictureReader(PictureLimits limits, PictureThreads threads, PictureThreads background) {
    this.limits = limits;
    this.threads = threads;
    this.background = background;
  }

  /** The same for pictures that nobody waits for: they never stand before those of people. */
  public PictureReader inBackground() {
    return new PictureReader(limits, background, background);
  }

  /** Checks everything that can be checked without decoding. */
  public PictureHeader inspect(byte[] bytes) throws PictureException {
    return open(bytes).header();
  }

  /** Decodes, and nothing more. */
  public Picture decode(byte[] bytes, int shortSide, CropBox crop)
      throws PictureException, InterruptedException {
    return decode(bytes, shortSide, crop, Function.identity());
  }

  /**
   * Decodes, and makes of the pixels what is wanted of them; waits while there is a picture for
   * each slot.
   *
   * @param shortSide pixels that the crop's short side must keep when the decoder scales down
   * @param crop the part that is wanted; the whole picture is decoded all the same
   */
  public <T> T decode(byte[] bytes, int shortSide, CropBox crop, Function<Picture, T> then)
      throws PictureException, InterruptedException {
    Opened opened = open(bytes);
    return threads.call(() -> {
      PictureHeader header = opened.header();
      int reduction = reduction(header, shortSide, crop);
      Pixels upright = header.orientation().upright(decode(opened, reduction));
      return then.apply(
          new Picture(header, upright.reducedFrom(header.width(), header.height(), reduction)));
    });
  }

  /** Makes something of pixels that are there already, in a slot as well. */
  public <T> T work(Picture picture, Function<Picture, T> work)
      throws PictureException, InterruptedException {
    return threads.call(() -> work.apply(picture));
  }

  private record Opened(PictureHeader header, Bytes bytes, Structure structure) {}

  private Opened open(byte[] array) throws PictureException {
    if (array.length == 0) {
      throw new PictureException(Reason.EMPTY, "the picture is empty");
    }
    if (array.length > limits.maxBytes()) {
      throw new PictureException(
          Reason.TOO_MANY_BYTES,
          "the picture has " + array.length + " bytes; the limit is " + limits.maxBytes());
    }
    var bytes = new Bytes(array);
    PictureFormat format = FormatSniffer.formatOf(bytes);
    Structure structure = format.structure(bytes);
    checkSize(structure.width(), structure.height());
    structure.verify();
    Orientation orientation = structure.orientation();
    boolean swap = orientation.swapsSides();
    var header =
        new PictureHeader(
            format,
            swap ? structure.height() : structure.width(),
            swap ? structure.width() : structure.height(),
            orientation);
    return new Opened(header, bytes, structure);
  }

  private void checkSize(int width, int height) throws PictureException {
    if (Math.min(width, height) < limits.minSide()) {
      throw new PictureException(
          Reason.TOO_SMALL,
          "the picture has %d × %d pixels; each side must have at least %d"
              .formatted(width, height, limits.minSide()));
    }
    long cap = Math.min(limits.maxPixels(), HARD_PIXEL_CAP);
    if ((long) width * height > cap) {
      throw new PictureException(
          Reason.TOO_MANY_PIXELS,
          String.format(
              Locale.ROOT,
              "the picture has %d × %d = %,d pixels; the limit is %,d",
              width,
              height,
              (long) width * height,
              cap));
    }
  }

  private static Pixels decode(Opened opened, int reduction) throws PictureException {
    return switch (opened.structure()) {
      case JpegStructure jpeg -> JpegDecoder.decode(opened.bytes(), jpeg, reduction);
      case PngStructure png when png.deep() -> DeepPngDecoder.decode(opened.bytes(), png);
      case PngStructure png -> PngDecoder.decode(opened.bytes(), png);
      case WebpStructure webp -> WebpDecoder.decode(webp);
      case GifStructure gif -> GifDecoder.decode(gif);
      case BmpStructure _ -> ImageIoDecoder.bmp(opened.bytes());
      case TiffStructure _ -> ImageIoDecoder.tiff(opened.bytes());
    };
  }

  private static int reduction(PictureHeader header, int shortSide, CropBox crop) {
    if (header.format() != PictureFormat.JPEG) {
      return 1;
    }
    double side = Math.min(header.width() * crop.width(), header.height() * crop.height());
    int reduction = 8;
    while (reduction > 1 && side / reduction < shortSide * SCALING_MARGIN) {
      reduction /= 2;
    }
    return reduction;
  }
}
