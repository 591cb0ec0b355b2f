package io.imagesearch.edge;

import io.imagesearch.request.Listener;
import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends a connection whose request line and headers take too long altogether. The container's own
 * timeout begins anew with every byte. Lets the request's own thread ask whether anybody is left to
 * read the answer.
 */
final class HeaderDeadline extends Http11Processor {
  private final long patience;
  private boolean partial;
  private long began;

  /**
   * A processor of the protocol's connections.
   *
   * @param patience nanoseconds
   */
  HeaderDeadline(AbstractHttp11Protocol<?> protocol, Adapter adapter, long patience) {
    super(protocol, adapter);
    this.patience = patience;
  }

  @Override
  public SocketState service(SocketWrapperBase<?> socket) throws IOException {
    if (partial && System.nanoTime() - began > patience) {
      partial = false;
      return SocketState.CLOSED;
    }
    long now = System.nanoTime();
    SocketState state = Listener.serve(() -> isGone(socket), () -> super.service(socket));
    boolean wasPartial = partial;
    // Long: more has to come, of headers or of an answer that is written elsewhere.
    partial = state == SocketState.LONG && !isAsync();
    if (partial && !wasPartial) {
      began = now;
    }
    return state;
  }

  /**
   * Whether the other side has closed its end. What it has sent beyond this request stays where the
   * next one is read from; behind that its end can't be seen, so it counts as there. Nobody else
   * reads meanwhile: the body has been read, and the request's own thread waits.
   */
  private synchronized boolean isGone(SocketWrapperBase<?> socket) {
    try {
      boolean _ = socket.isReadyForRead();
      return false;
    } catch (IOException e) {
      return true; // the end of the stream as well as a reset
    }
  }
}
