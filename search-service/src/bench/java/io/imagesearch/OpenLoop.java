package io.imagesearch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that arrive at their own rate, whether or not earlier ones are answered: what a crowd
 * does to a service. One in fifty of the clients that are refused comes back when it was told to.
 * When the arrivals end, one client searches alone for five seconds. Prints names and values.
 *
 * <p>Arguments: address, file with the request's body, content type, requests per second, seconds.
 */
public final class OpenLoop {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ONE_IN = 50;
  private static final double LONE_SECONDS = 5;
  private static final double WARM_UP_SECONDS = 10;

  private final RepeatedRequest request;
  private final Queue<Outcome> crowd = new ConcurrentLinkedQueue<>();
  private final Queue<Outcome> returned = new ConcurrentLinkedQueue<>();
  private final Queue<Outcome> lone = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();

  /**
   * How a request ended.
   *
   * @param status 0 where there was no answer
   * @param millis since it was due, so that a late sender hides nothing
   */
  private record Outcome(int status, double millis, OptionalInt retryAfter) {
    boolean accepted() {
      return status == 200;
    }

    boolean refused() {
      return status == 503;
    }
  }

  private OpenLoop(RepeatedRequest request) {
    this.request = request;
  }

  public static void main(String[] arguments) throws Exception {
    byte[] body = Files.readAllBytes(Path.of(arguments[1]));
    double rate = Double.parseDouble(arguments[3]);
    try (Refuser refuser = new Refuser();
        var request = new RepeatedRequest(refuser.address(), arguments[2], body, PATIENCE)) {
      new OpenLoop(request).crowd(rate, WARM_UP_SECONDS, () -> {});
    }
    URI address = URI.create(arguments[0]);
    try (var request = new RepeatedRequest(address, arguments[2], body, PATIENCE)) {
      new OpenLoop(request).run(rate, Double.parseDouble(arguments[4]));
    }
  }

  /**
   * Refuses whatever comes, in this process: what the JVM compiles for the crowd it has compiled
   * before the crowd comes, and does not take from the service that is measured beside it.
   */
  private static final class Refuser implements AutoCloseable {
    private final HttpServer server;

    Refuser() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
              exchange.getResponseHeaders().add("Retry-After", "0");
              exchange.sendResponseHeaders(503, -1);
            }
          });
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private record Arrivals(double seconds, double latestMillis) {}

  /**
   * Lets a crowd come, and returns when all have their answers.
   *
   * @param afterwards begins when the last one came
   */
  private Arrivals crowd(double rate, double seconds, Runnable afterwards)
      throws InterruptedException {
    long count = Math.round(rate * seconds);
    long begin = System.nanoTime();
    double latest = 0;
    double took;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < count; i++) {
        long due = begin + (long) (i * 1e9 / rate);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        latest = Math.max(latest, (System.nanoTime() - due) / 1e6);
        clients.execute(() -> arrive(due));
      }
      took = (System.nanoTime() - begin) / 1e9;
      clients.execute(afterwards);
    }
    return new Arrivals(took, latest);
  }

  private void run(double rate, double seconds) throws InterruptedException {
    double before = processorSeconds();
    Arrivals arrivals = crowd(rate, seconds, this::searchAlone);
    print("seconds", arrivals.seconds());
    print("latest", arrivals.latestMillis());
    group("crowd", crowd);
    group("returned", returned);
    group("lone", lone);
    others().forEach((status, number) -> print("status-" + status, number));
    print("generator-cores", (processorSeconds() - before) / arrivals.seconds());
  }

  private void arrive(long due) {
    Outcome outcome = send(due);
    crowd.add(outcome);
    if (outcome.refused()
        && outcome.retryAfter().isPresent()
        && refusals.getAndIncrement() % ONE_IN == 0) {
      LockSupport.parkNanos(outcome.retryAfter().getAsInt() * 1_000_000_000L);
      returned.add(send(System.nanoTime()));
    }
  }

  private void searchAlone() {
    long end = System.nanoTime() + (long) (LONE_SECONDS * 1e9);
    while (System.nanoTime() < end) {
      lone.add(send(System.nanoTime()));
    }
  }

  private Outcome send(long due) {
    try {
      RepeatedRequest.Answer answer = request.send();
      String retryAfter = answer.headers().get("retry-after");
      return new Outcome(
          answer.status(),
          since(due),
          retryAfter == null
              ? OptionalInt.empty()
              : OptionalInt.of(Integer.parseInt(retryAfter)));
    } catch (IOException e) {
      return new Outcome(0, since(due), OptionalInt.empty());
    }
  }

  private Map<Integer, Integer> others() {
    Map<Integer, Integer> counts = new TreeMap<>();
    crowd.stream()
        .filter(each -> !each.accepted() && !each.refused())
        .forEach(each -> counts.merge(each.status(), 1, Integer::sum));
    return counts;
  }

  private static void group(String name, Collection<Outcome> outcomes) {
    List<Outcome> accepted = outcomes.stream().filter(Outcome::accepted).toList();
    List<Outcome> refused = outcomes.stream().filter(Outcome::refused).toList();
    print(name, outcomes.size());
    print(name + "-accepted", accepted.size());
    print(name + "-refused", refused.size());
    print(name + "-silent", refused.stream().mapToInt(each -> each.retryAfter().isEmpty() ? 1 : 0).sum());
    percentiles(name + "-accepted", accepted);
    percentiles(name + "-refused", refused);
  }

  private static void percentiles(String name, Collection<Outcome> outcomes) {
    double[] sorted = outcomes.stream().mapToDouble(Outcome::millis).sorted().toArray();
    if (sorted.length > 0) {
      for (int percentage : new int[] {50, 95, 99}) {
        print(name + "-p" + percentage, sorted[(int) ((long) sorted.length * percentage / 100)]);
      }
      print(name + "-max", sorted[sorted.length - 1]);
    }
  }

  private static double since(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e6;
  }

  private static double processorSeconds() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime()
        / 1e9;
  }

  private static void print(String name, double value) {
    System.out.println(String.format(Locale.ROOT, "%s %.3f", name, value));
  }
}
