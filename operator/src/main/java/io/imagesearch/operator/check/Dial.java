package io.imagesearch.operator.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Whether anybody listens at all. */
final class Dial {
  private Dial() {}

  /** Why none of the addresses (host and port) can be reached; nothing when one can. */
  static Optional<CheckResult> all(String target, List<String> addresses, Duration deadline)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    var dials = new ExecutorCompletionService<Optional<CheckResult>>(Thread::startVirtualThread);
    for (String address : addresses) {
      dials.submit(() -> one(target, address, deadline));
    }
    Optional<CheckResult> trouble = Optional.of(Faults.late(target, deadline));
    for (String _ : addresses) {
      Future<Optional<CheckResult>> dial =
          dials.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (dial == null) {
        return trouble;
      }
      trouble = dial.resultNow();
      if (trouble.isEmpty()) {
        return trouble;
      }
    }
    return trouble;
  }

  private static Optional<CheckResult> one(String target, String address, Duration deadline) {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    try (Socket socket = new Socket()) {
      InetSocketAddress resolved =
          new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
      if (resolved.isUnresolved()) {
        return Optional.of(Faults.unknownHost(target));
      }
      socket.connect(resolved, Math.toIntExact(deadline.toMillis()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(Faults.of(target, deadline, e));
    }
  }
}
