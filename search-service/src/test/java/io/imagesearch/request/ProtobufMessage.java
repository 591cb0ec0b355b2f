package io.imagesearch.request;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads fields of a message by their numbers; one that is not there is empty, or 0. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ProtobufMessage(byte[] bytes) {

  /** Those of one field that are messages, texts or bytes. */
  List<ProtobufMessage> all(int field) {
    return values(field).stream().map(ProtobufMessage::new).toList();
  }

  ProtobufMessage first(int field) {
    return all(field).stream().findFirst().orElse(new ProtobufMessage(new byte[0]));
  }

  String text(int field) {
    return new String(first(field).bytes, StandardCharsets.UTF_8);
  }

  String hex(int field) {
    return HexFormat.of().formatHex(first(field).bytes);
  }

  long fixed64(int field) {
    return values(field).stream()
        .mapToLong(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .findFirst()
        .orElse(0);
  }

  private List<byte[]> values(int wanted) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<byte[]> values = new ArrayList<>();
    while (buffer.hasRemaining()) {
      long tag = varint(buffer);
      int length =
          switch ((int) (tag & 7)) {
            case 0 -> skipVarint(buffer);
            case 1 -> Long.BYTES;
            case 2 -> (int) varint(buffer);
            case 5 -> Integer.BYTES;
            default -> throw new IllegalStateException("not protobuf");
          };
      byte[] value = new byte[length];
      buffer.get(value);
      if (tag >> 3 == wanted) {
        values.add(value);
      }
    }
    return values;
  }

  private static int skipVarint(ByteBuffer buffer) {
    long _ = varint(buffer);
    return 0;
  }

  private static long varint(ByteBuffer buffer) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = buffer.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
