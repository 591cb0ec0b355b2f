package io.imagesearch.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * An answer's body, of which something has to come now and then: the client's own timeout ends with
 * the headers, and a service that hangs later would be waited for without end.
 */
final class WatchedBody extends FilterInputStream {
  private final long patience;
  private final Thread watch;
  private volatile long waitingSince;
  private volatile boolean waiting;
  private volatile boolean stalled;

  /**
   * A body that is read by one thread.
   *
   * @param patience the longest that one read waits
   */
  WatchedBody(InputStream body, Duration patience) {
    super(body);
    this.patience = patience.toNanos();
    watch = Thread.ofVirtual().start(this::watch);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    waitingSince = System.nanoTime();
    waiting = true;
    try {
      int read = super.read(to, from, length);
      if (!stalled) {
        return read;
      }
    } catch (IOException e) {
      if (!stalled) {
        throw e;
      }
    } finally {
      waiting = false;
    }
    throw new HttpTimeoutException("the answer did not go on");
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  /** Closing it ends the read that waits. */
  private void watch() {
    try {
      while (!stalled) {
        Thread.sleep(Duration.ofNanos(patience / 4));
        if (waiting && System.nanoTime() - waitingSince > patience) {
          stalled = true;
          super.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was read to its end
    } catch (IOException e) {
      stalled = true; // it is the reader who is told
    }
  }
}
