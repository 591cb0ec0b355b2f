package io.imagesearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on a port of loopback that passes everything on to a server until a test tells it a
 * {@link Fault}, which holds for open connections as well as for new ones.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final InetSocketAddress target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger chunks = new AtomicInteger();
  private volatile Fault fault = new Fault.None();

  private FaultyProxy(InetSocketAddress target, ServerSocket server) {
    this.target = target;
    this.server = server;
  }

  /** What the proxy does to the traffic. */
  public sealed interface Fault {
    /** Nothing. */
    record None() implements Fault {}

    /** Each piece of an answer comes this much later. */
    record Latency(Duration delay) implements Fault {}

    /** Every second piece, of a request or an answer, ends its connection instead of arriving. */
    record DropHalf() implements Fault {}

    /** An answer is cut by a reset after so many bytes of each piece. */
    record ResetAnswers(int after) implements Fault {}

    /** Connections stay open, and nothing arrives before this is over. */
    record Silence() implements Fault {}

    /** Connections end as soon as they are there. */
    record Away() implements Fault {}
  }

  /** In front of a server on loopback. */
  public static FaultyProxy before(int port) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      FaultyProxy proxy =
          new FaultyProxy(
              new InetSocketAddress(loopback, port), new ServerSocket(0, 200, loopback));
      Thread.ofVirtual().name("faulty-proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on, until the next one. */
  public void set(Fault next) {
    fault = next;
    if (next instanceof Fault.Away) {
      sockets.forEach(FaultyProxy::reset);
    }
  }

  /** All is well again. */
  public void heal() {
    set(new Fault.None());
  }

  /** How many connections are open now. */
  public int connections() {
    return sockets.size() / 2;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(FaultyProxy::reset);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (fault instanceof Fault.Away) {
          reset(client);
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // Closed, which the loop sees.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket upstream = new Socket();
    try {
      upstream.connect(target, 1_000);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
    } catch (IOException e) {
      reset(client);
      upstream.close();
      return;
    }
    sockets.add(client);
    sockets.add(upstream);
    Thread.ofVirtual().start(() -> pump(client, upstream, false));
    Thread.ofVirtual().start(() -> pump(upstream, client, true));
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!pass(buffer, read, out, answers)) {
          reset(from);
          reset(to);
          return;
        }
      }
    } catch (IOException e) {
      // One end is gone; closing tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  /** Whether the connection lives on. */
  private boolean pass(byte[] chunk, int length, OutputStream out, boolean answer)
      throws IOException, InterruptedException {
    while (fault instanceof Fault.Silence) {
      Thread.sleep(10);
    }
    int passed = length;
    boolean lives = true;
    switch (fault) {
      case Fault.None() -> {}
      case Fault.Latency(Duration delay) -> Thread.sleep(answer ? delay.toMillis() : 0);
      case Fault.DropHalf() -> {
        lives = chunks.incrementAndGet() % 2 == 0;
        passed = lives ? length : 0;
      }
      case Fault.ResetAnswers(int after) -> {
        lives = !answer;
        passed = answer ? Math.min(length, after) : length;
      }
      case Fault.Silence() -> {} // it has just begun
      case Fault.Away() -> {
        lives = false;
        passed = 0;
      }
    }
    out.write(chunk, 0, passed);
    out.flush();
    return lives;
  }

  /** Ends a connection by a reset and not by an orderly end. */
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }
}
