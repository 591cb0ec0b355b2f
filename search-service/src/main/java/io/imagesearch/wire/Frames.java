package io.imagesearch.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Several byte strings in one body, each behind its length; an answer's frames also have an HTTP
 * status. Numbers are four bytes, big-endian, as {@link java.io.DataOutput} writes them.
 */
public final class Frames {
  /** Pictures in one request, at most. */
  public static final int MAX_FRAMES = 64;

  private Frames() {}

  /**
   * An item's outcome.
   *
   * @param status 200 before an embedding, else that of the problem in the body
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Outcome(int status, byte[] body) {}

  /**
   * To the end of the body.
   *
   * @throws IllegalArgumentException when the body breaks off, has no frame or too many
   */
  public static List<byte[]> readPictures(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    List<byte[]> pictures = new ArrayList<>();
    for (byte[] head = data.readNBytes(4); head.length > 0; head = data.readNBytes(4)) {
      int length = head.length == 4 ? ByteBuffer.wrap(head).getInt() : -1;
      // Grows as bytes come: a length that is claimed costs nothing.
      byte[] picture = data.readNBytes(Math.max(0, length));
      if (length < 0 || picture.length < length) {
        throw new IllegalArgumentException("the body breaks off in picture " + pictures.size());
      }
      pictures.add(picture);
      if (pictures.size() > MAX_FRAMES) {
        throw new IllegalArgumentException("a batch has at most " + MAX_FRAMES + " pictures");
      }
    }
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one picture");
    }
    return pictures;
  }

  public static void writeOutcome(OutputStream out, Outcome outcome) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(outcome.status());
    data.writeInt(outcome.body().length);
    data.write(outcome.body());
  }
}
