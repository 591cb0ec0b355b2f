package io.imagesearch.index;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A picture's details as bytes: a version, then the fields in their order. */
public final class DetailsFormat {
  private static final int VERSION = 1;
  private static final int ID_BYTES = 32;

  private DetailsFormat() {}

  /** The bytes of it. */
  public static byte[] write(ImageDetails details) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.write(HexFormat.of().parseHex(details.id().value()));
      out.writeUTF(details.fileName());
      out.writeUTF(details.uploader().name());
      out.writeUTF(details.mediaType());
      out.writeInt(details.width());
      out.writeInt(details.height());
      out.writeLong(details.bytes());
      out.writeLong(details.addedAt().toEpochMilli());
      out.writeByte(details.attributes().values().size());
      for (Map.Entry<String, Object> entry : details.attributes().values().entrySet()) {
        out.writeUTF(entry.getKey());
        writeValue(out, entry.getValue());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("a text of " + details.id() + " is too long to keep", e);
    }
    return bytes.toByteArray();
  }

  /** What {@link #write} made into bytes. */
  public static ImageDetails read(byte[] bytes, int offset, int length) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("picture details of version " + version + " are not known here");
    }
    ImageId id = new ImageId(HexFormat.of().formatHex(in.readNBytes(ID_BYTES)));
    String fileName = in.readUTF();
    Uploader uploader = new Uploader(in.readUTF());
    String mediaType = in.readUTF();
    int width = in.readInt();
    int height = in.readInt();
    long size = in.readLong();
    Instant addedAt = Instant.ofEpochMilli(in.readLong());
    Map<String, Object> attributes = new HashMap<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      attributes.put(in.readUTF(), readValue(in));
    }
    return new ImageDetails(
        id,
        fileName,
        uploader,
        new Attributes(attributes),
        mediaType,
        width,
        height,
        size,
        addedAt);
  }

  private static void writeValue(DataOutputStream out, Object value) throws IOException {
    switch (value) {
      case String text -> tagged(out, 's').writeUTF(text);
      case Boolean flag -> tagged(out, 'b').writeBoolean(flag);
      case Integer number -> tagged(out, 'i').writeInt(number);
      case Long number -> tagged(out, 'l').writeLong(number);
      case Double number -> tagged(out, 'd').writeDouble(number);
      case BigInteger number -> tagged(out, 'I').writeUTF(number.toString());
      default -> tagged(out, 'D').writeUTF(value.toString());
    }
  }

  private static Object readValue(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case 's' -> in.readUTF();
      case 'b' -> in.readBoolean();
      case 'i' -> in.readInt();
      case 'l' -> in.readLong();
      case 'd' -> in.readDouble();
      case 'I' -> new BigInteger(in.readUTF());
      case 'D' -> new BigDecimal(in.readUTF());
      default -> throw new IOException("an attribute of type " + tag + " is not known here");
    };
  }

  private static DataOutputStream tagged(DataOutputStream out, int tag) throws IOException {
    out.writeByte(tag);
    return out;
  }
}
