package io.imagesearch.picture;

import io.imagesearch.picture.PictureException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells formats apart by their first bytes; a name or a declared type is never asked. */
final class FormatSniffer {

  private FormatSniffer() {}

  static PictureFormat formatOf(Bytes bytes) throws PictureException {
    if (bytes.startsWith("\u00ff\u00d8\u00ff")) {
      return PictureFormat.JPEG;
    }
    if (bytes.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PictureFormat.PNG;
    }
    if (bytes.startsWith("RIFF") && bytes.hasAt(8, "WEBP")) {
      return PictureFormat.WEBP;
    }
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a")) {
      return PictureFormat.GIF;
    }
    if (bytes.startsWith("II*\0") || bytes.startsWith("MM\0*")) {
      return PictureFormat.TIFF;
    }
    if (bytes.startsWith("BM") && isBitmapHeader(bytes)) {
      return PictureFormat.BMP;
    }
    throw new PictureException(
        Reason.UNSUPPORTED_FORMAT,
        "this looks like " + guess(bytes) + "; what is taken is " + PictureFormat.ALL);
  }

  /** "BM" begins many a text, so the header's own length must be one that exists. */
  private static boolean isBitmapHeader(Bytes bytes) throws PictureException {
    if (bytes.length() < 18) {
      return true;
    }
    long size = bytes.u32le(14);
    return size == 12 || (size >= 40 && size <= 124);
  }

  private static String guess(Bytes bytes) {
    if (bytes.hasAt(4, "ftyp")) {
      return isoMedia(bytes);
    }
    if (bytes.startsWith("%PDF")) {
      return "a PDF document";
    }
    if (bytes.startsWith("\u00ff\n") || bytes.hasAt(4, "JXL ")) {
      return "JPEG XL";
    }
    if (bytes.hasAt(4, "jP  ") || bytes.startsWith("\u00ffO\u00ffQ")) {
      return "JPEG 2000";
    }
    if (bytes.startsWith("II+\0") || bytes.startsWith("MM\0+")) {
      return "BigTIFF";
    }
    if (bytes.startsWith("8BPS")) {
      return "a Photoshop document";
    }
    if (bytes.startsWith("\0\0\u0001\0")) {
      return "a Windows icon";
    }
    String text = start(bytes);
    if (text.contains("<svg")) {
      return "SVG";
    }
    if (text.contains("<!doctype html") || text.contains("<html")) {
      return "a web page";
    }
    return "no picture format that is known here";
  }

  private static String isoMedia(Bytes bytes) {
    if (bytes.hasAt(8, "avif") || bytes.hasAt(8, "avis")) {
      return "AVIF";
    }
    if (bytes.hasAt(8, "hei") || bytes.hasAt(8, "hev") || bytes.hasAt(8, "mif1")) {
      return "HEIC (HEIF)";
    }
    return "a video (MP4 or QuickTime)";
  }

  private static String start(Bytes bytes) {
    int length = Math.min(bytes.length(), 1024);
    return new String(bytes.array(), 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }
}
