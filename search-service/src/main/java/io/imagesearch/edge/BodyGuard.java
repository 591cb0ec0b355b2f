package io.imagesearch.edge;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads a request's body as long as it is neither too slow nor too large. Only the time spent
 * waiting for the client counts, so a busy service refuses nobody for its own slowness. It ends by
 * a problem and not by an {@link IOException}, which the container takes for a client that is gone
 * and needs no answer.
 */
final class BodyGuard implements InputBuffer {
  private final InputBuffer body;
  private final EdgeProperties properties;
  private long limit;
  private long bytes;
  private long waited;
  private boolean broken;

  BodyGuard(InputBuffer body, EdgeProperties properties, long limit) {
    this.body = body;
    this.properties = properties;
    this.limit = limit;
  }

  @Override
  public int doRead(ApplicationBufferHandler handler) throws IOException {
    int read = waitFor(handler);
    bytes += Math.max(0, read);
    if (waited > properties.patience().toNanos() + 1e9 * bytes / properties.minRate().toBytes()) {
      throw tooSlow();
    }
    if (bytes > limit) {
      throw new ProblemException(
          ProblemType.REQUEST_TOO_LARGE,
          "A body that is no form and no archive has at most " + limit + " bytes.");
    }
    return read;
  }

  private int waitFor(ApplicationBufferHandler handler) throws IOException {
    long began = System.nanoTime();
    try {
      return body.doRead(handler);
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    } catch (IOException e) {
      broken = true;
      throw e;
    } finally {
      waited += System.nanoTime() - began;
    }
  }

  private ProblemException tooSlow() {
    broken = true;
    return new ProblemException(
        ProblemType.REQUEST_TOO_SLOW,
        "The body came at less than " + properties.minRate().toBytes() + " bytes per second.");
  }

  @Override
  public int available() {
    return body.available();
  }

  /** Whether it is no use to read on. */
  boolean isBroken() {
    return broken;
  }

  /** From here on the bytes are thrown away, and only so many. */
  void allowTheRest(long more) {
    limit = bytes + more;
  }
}
