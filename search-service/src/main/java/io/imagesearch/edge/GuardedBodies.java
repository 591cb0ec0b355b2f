package io.imagesearch.edge;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.wire.EmbedCall;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Puts a {@link BodyGuard} before every body, also before what is left of one when the answer is
 * there already: the container would read that to its end, as slowly as it comes.
 */
final class GuardedBodies extends ValveBase {
  /** Whoever sends a form that is too large should read the answer and not meet a reset. */
  private static final long MOST_THROWN_AWAY = 300L << 20;

  private final EdgeProperties properties;

  GuardedBodies(EdgeProperties properties) {
    super(true);
    this.properties = properties;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    InputBuffer body = coyote.getInputBuffer();
    BodyGuard guard = new BodyGuard(body, properties, limitOf(request));
    coyote.setInputBuffer(guard);
    try {
      getNext().invoke(request, response);
    } finally {
      if (!request.isAsync()) {
        throwAwayTheRest(request, response, guard);
      }
      coyote.setInputBuffer(body);
    }
  }

  /** Forms, archives and pictures to embed have limits of their own. */
  private long limitOf(Request request) {
    // A request that could not be read has no address.
    String path = request.getDecodedRequestURI();
    if (path != null && EmbedCall.PATHS_WITH_PICTURES.contains(path)) {
      return Long.MAX_VALUE;
    }
    String contentType = request.getContentType();
    String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/") || type.startsWith("application/zip")
        ? Long.MAX_VALUE
        : properties.maxJson().toBytes();
  }

  private static void throwAwayTheRest(Request request, Response response, BodyGuard guard) {
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    try {
      response.finishResponse();
      // Who asked to be told before sending a body has been told.
      if (!guard.isBroken() && !coyote.hasExpectation()) {
        guard.allowTheRest(MOST_THROWN_AWAY);
        Sink sink = new Sink();
        while (!coyote.isFinished() && guard.doRead(sink) >= 0) {
          sink.clear();
        }
        return;
      }
    } catch (IOException | ProblemException e) {
      // Falls through to the end that the slow and the endless get.
    }
    coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
  }

  private static final class Sink implements ApplicationBufferHandler {
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    void clear() {
      buffer.position(buffer.limit());
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public void expand(int size) {
      // The container brings its own buffer.
    }
  }
}
