package io.imagesearch.serving;

import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Reads bodies that hold pictures: never more than the memory for pictures has room for. */
@Component
class BodyReader {
  private final ByteBudget memory;
  private final PictureLimits limits;
  private final long maxBytes;

  BodyReader(
      ByteBudget memory,
      PictureLimits limits,
      @Value("${spring.servlet.multipart.max-request-size}") DataSize maxRequest) {
    this.memory = memory;
    this.limits = limits;
    this.maxBytes = maxRequest.toBytes();
  }

  /** What is done with the body, as long as there is room for it. */
  @FunctionalInterface
  interface Use<T> {
    T of(InputStream body) throws IOException, PictureException, InterruptedException;
  }

  /** Takes the body apart. */
  @FunctionalInterface
  interface Reading {
    List<byte[]> call() throws IOException;
  }

  /** The body as one picture, which is too large when it is longer than a picture may be. */
  <T> T onePicture(HttpServletRequest request, Use<T> use)
      throws IOException, PictureException, InterruptedException {
    try (ByteBudget.Share _ = memory.take(expected(request, limits.maxBytes()))) {
      return use.of(request.getInputStream());
    }
  }

  /**
   * The body with one picture or several in it.
   *
   * @param copies how many times as much memory as the body has bytes
   */
  <T> T manyPictures(HttpServletRequest request, int copies, Use<T> use)
      throws IOException, PictureException, InterruptedException {
    if (request.getContentLengthLong() > maxBytes) {
      throw tooLarge();
    }
    try (ByteBudget.Share _ = memory.take(copies * expected(request, maxBytes))) {
      return use.of(new Capped(request.getInputStream(), maxBytes));
    }
  }

  /** One byte more than a picture may have at most: what is longer is refused by its length. */
  byte[] picture(InputStream body) {
    try {
      return body.readNBytes((int) limits.maxBytes() + 1);
    } catch (IOException e) {
      throw Problems.uploadBrokeOff(e);
    }
  }

  /** What stands in the body; what is wrong with it is the caller's to mend. */
  static List<byte[]> parts(Reading reading) {
    try {
      return reading.call();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw Problems.uploadBrokeOff(e);
    }
  }

  private static long expected(HttpServletRequest request, long most) {
    long length = request.getContentLengthLong();
    return length < 0 ? most : Math.min(length, most);
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemType.REQUEST_TOO_LARGE, "The body is larger than this service takes.");
  }

  /** Ends a body that was sent without its length. */
  private static final class Capped extends FilterInputStream {
    private long left;

    Capped(InputStream in, long most) {
      super(in);
      left = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw tooLarge();
      }
      return read;
    }
  }
}
