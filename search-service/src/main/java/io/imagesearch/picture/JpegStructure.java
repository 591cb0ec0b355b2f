package io.imagesearch.picture;

import java.util.ArrayList;
import java.util.List;

/** JPEG: segments up to the end marker. */
final class JpegStructure implements Structure {
  /** Each scan of a progressive picture is a pass over all of it; encoders make about ten. */
  private static final int MAX_SCANS = 100;

  private final Bytes bytes;
  private final List<Slice> needed = new ArrayList<>();
  private final JpegColours colours = new JpegColours();
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean exifSeen;
  private int position = 2;
  private int width;
  private int height;

  private JpegStructure(Bytes bytes) {
    this.bytes = bytes;
    needed.add(new Slice(0, 2));
  }

  static JpegStructure read(Bytes bytes) throws PictureException {
    var jpeg = new JpegStructure(bytes);
    while (!isFrame(jpeg.segment())) {
      // Tables and metadata come before the frame.
    }
    return jpeg;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Orientation orientation() {
    return orientation;
  }

  /** Everything but metadata, which the native decoder has no business to parse. */
  List<Slice> needed() {
    return needed;
  }

  JpegColours colours() {
    return colours;
  }

  @Override
  public void verify() throws PictureException {
    int scans = 0;
    int marker = segment();
    while (marker != 0xd9) {
      if (isFrame(marker)) {
        throw Bytes.corrupt("the JPEG has two frames");
      }
      if (marker == 0xda && ++scans > MAX_SCANS) {
        throw Bytes.corrupt("the JPEG has more than " + MAX_SCANS + " scans");
      }
      marker = segment();
    }
    if (scans == 0) {
      throw Bytes.corrupt("the JPEG holds no image data");
    }
  }

  /** Moves over one segment, with a scan's data, and answers its marker. */
  private int segment() throws PictureException {
    while (bytes.u8(position) != 0xff) {
      position++;
    }
    while (bytes.u8(position) == 0xff) {
      position++;
    }
    int begin = position - 1;
    int marker = bytes.u8(position++);
    if (marker == 0xd9) {
      needed.add(new Slice(begin, position));
      return marker;
    }
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      return marker;
    }
    int length = bytes.u16be(position);
    bytes.require(position, length);
    if (length < 2 || marker == 0xd8) {
      throw Bytes.corrupt("the JPEG has a broken segment at byte " + begin);
    }
    Bytes body = bytes.slice(position + 2L, length - 2L);
    position += length;
    if (marker == 0xda) {
      skipScan();
    } else if (isFrame(marker)) {
      frame(marker, body);
    } else if (marker == 0xe1 && body.startsWith("Exif\0\0") && !exifSeen) {
      exifSeen = true;
      orientation = ExifOrientation.of(body.slice(6, body.length() - 6L));
    }
    colours.segment(marker, body);
    // Of the metadata, only JFIF's and Adobe's segments tell how the colours are stored.
    boolean metadata = (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
    if (!metadata || marker == 0xe0 || marker == 0xee) {
      needed.add(new Slice(begin, position));
    }
    return marker;
  }

  /** Stops at the next marker that is no part of the scan's data. */
  private void skipScan() throws PictureException {
    byte[] array = bytes.array();
    int end = bytes.length() - 1;
    int at = position;
    while (at < end) {
      if (array[at] != (byte) 0xff) {
        at++;
        continue;
      }
      int next = array[at + 1] & 0xff;
      if (next == 0xff) {
        at++;
      } else if (next == 0 || (next >= 0xd0 && next <= 0xd7)) {
        at += 2;
      } else {
        position = at;
        return;
      }
    }
    throw Bytes.corrupt("the picture is cut short: the JPEG has no end marker");
  }

  private void frame(int marker, Bytes body) throws PictureException {
    if (marker == 0xc3 || (marker >= 0xc5 && marker <= 0xc7) || marker >= 0xcb) {
      throw Structure.unsupported("lossless or hierarchical JPEG");
    }
    if (body.u8(0) != 8) {
      throw Structure.unsupported("JPEG with " + body.u8(0) + " bits per sample");
    }
    height = body.u16be(1);
    width = Structure.side(body.u16be(3));
    if (height == 0) {
      throw Structure.unsupported("JPEG that gives its height only after its first scan");
    }
    int components = body.u8(5);
    if (components != 1 && components != 3 && components != 4) {
      throw Bytes.corrupt("the JPEG has " + components + " colour components");
    }
    body.require(6, 3L * components);
  }

  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
