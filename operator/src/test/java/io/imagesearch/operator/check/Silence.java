package io.imagesearch.operator.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A server whose connections are taken, and that never answers. */
final class Silence implements AutoCloseable {
  private final ServerSocket socket;

  Silence() throws IOException {
    // The system takes connections by itself, as many as are waited for.
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
