package io.imagesearch;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/** Twenty files that are no usable picture, each with the problem that names what is wrong. */
public final class BrokenFiles {
  private BrokenFiles() {}

  /** A broken file and the slug of the problem it has to end in. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Broken(byte[] bytes, String problem) {}

  /** By file name. */
  public static Map<String, Broken> all() {
    byte[] jpeg = Photographs.encode(picture(320, 240), "jpg");
    byte[] png = Photographs.encode(picture(320, 240), "png");
    byte[] gif = Photographs.encode(picture(320, 240), "gif");
    byte[] bmp = Photographs.encode(picture(320, 240), "bmp");
    Map<String, Broken> files = new LinkedHashMap<>();
    files.put("empty.jpg", new Broken(new byte[0], "empty-picture"));
    files.put("first-quarter.jpg", corrupt(part(jpeg, 0.25)));
    files.put("first-half.jpg", corrupt(part(jpeg, 0.5)));
    files.put("three-quarters.jpg", corrupt(part(jpeg, 0.75)));
    files.put("first-half.png", corrupt(part(png, 0.5)));
    files.put("three-quarters.gif", corrupt(part(gif, 0.75)));
    files.put("first-half.bmp", corrupt(part(bmp, 0.5)));
    files.put("damaged.png", corrupt(damaged(png)));
    files.put("notes.txt", unsupported("Shopping list: shoes, a bag, a hat."));
    files.put("renamed-text.jpg", unsupported("This is no picture at all."));
    files.put("renamed-document.jpg", unsupported("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"));
    files.put("renamed-page.webp", unsupported("<!doctype html><title>no</title>"));
    files.put("renamed-drawing.png", unsupported("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    files.put("renamed-archive.png", unsupported("PK\u0003\u0004\u0014\0\0\0"));
    files.put("noise.jpg", new Broken(noise(), "unsupported-picture"));
    files.put("huge.png", new Broken(hugePng(60_000, 60_000), "too-many-pixels"));
    files.put("huge.jpg", new Broken(hugeJpeg(60_000, 60_000), "too-many-pixels"));
    files.put("huge.gif", new Broken(hugeGif(60_000, 60_000), "too-many-pixels"));
    files.put("huge.bmp", new Broken(hugeBmp(bmp, 60_000, 60_000), "too-many-pixels"));
    files.put(
        "one-pixel.png", new Broken(Photographs.encode(picture(1, 1), "png"), "picture-too-small"));
    return files;
  }

  /** A picture with something on it. */
  public static BufferedImage picture(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D canvas = picture.createGraphics();
    canvas.setColor(Color.ORANGE);
    canvas.fillRect(0, 0, width, height);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      canvas.setColor(new Color(random.nextInt(0x1000000)));
      canvas.fillOval(random.nextInt(width), random.nextInt(height), width / 6 + 1, height / 6 + 1);
    }
    canvas.dispose();
    return picture;
  }

  /** The first part of a file. */
  public static byte[] part(byte[] file, double fraction) {
    return Arrays.copyOf(file, (int) (file.length * fraction));
  }

  /** A PNG whose header promises this size; there is hardly any data behind it. */
  public static byte[] hugePng(int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      ByteBuffer header = ByteBuffer.allocate(17);
      header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
      header.put(new byte[] {8, 2, 0, 0, 0});
      chunk(out, header.array());
      chunk(out, "IDATx\u009c".getBytes(StandardCharsets.ISO_8859_1));
      chunk(out, "IEND".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, byte[] typeAndData) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(typeAndData);
    out.writeInt(typeAndData.length - 4);
    out.write(typeAndData);
    out.writeInt((int) crc.getValue());
  }

  private static byte[] hugeJpeg(int width, int height) {
    byte[] jpeg = Photographs.encode(picture(64, 64), "jpg");
    for (int i = 2; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return jpeg;
      }
    }
    throw new IllegalStateException("no start of frame");
  }

  private static byte[] hugeGif(int width, int height) {
    byte[] gif = Photographs.encode(picture(64, 64), "gif");
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(6, (short) width)
        .putShort(8, (short) height);
    return gif;
  }

  private static byte[] hugeBmp(byte[] bmp, int width, int height) {
    byte[] huge = bmp.clone();
    ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(18, width).putInt(22, height);
    return huge;
  }

  private static byte[] damaged(byte[] png) {
    byte[] damaged = png.clone();
    for (int i = png.length / 3; i < png.length / 3 + 64; i++) {
      damaged[i] ^= 0x55;
    }
    return damaged;
  }

  private static byte[] noise() {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static Broken corrupt(byte[] bytes) {
    return new Broken(bytes, "corrupt-picture");
  }

  private static Broken unsupported(String text) {
    return new Broken(text.getBytes(StandardCharsets.ISO_8859_1), "unsupported-picture");
  }
}
