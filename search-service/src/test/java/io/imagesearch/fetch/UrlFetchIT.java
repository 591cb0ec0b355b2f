package io.imagesearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client;
import io.imagesearch.Client.Answer;
import io.imagesearch.Client.Form;
import io.imagesearch.RunningService;
import io.imagesearch.WrittenDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Pictures by address, against a server and a name service that try every trick. 127.0.0.2 is
 * allowed and plays the public net; on 127.0.0.1, which is not, a second server waits for whoever
 * gets through.
 */
class UrlFetchIT {
  private static final String OUTSIDE = "127.0.0.2";
  private static final String INSIDE = "127.0.0.1";
  private static final Path SECURITY = Path.of("../docs/security.md");
  private static final int CONCURRENCY = 4;

  @TempDir static Path data;
  private static TrickServer outside;
  private static TrickServer inside;
  private static int closedPort;
  private static RunningService service;
  private static Client client;

  /** The name service, as seen from the service. */
  static class Names {
    static final AtomicInteger REBINDS = new AtomicInteger();

    @Bean
    @Primary
    NameResolver names() {
      return name ->
          switch (name) {
            case "public.example" -> addresses(OUTSIDE);
            case "rebinds.example" -> addresses(REBINDS.getAndIncrement() == 0 ? OUTSIDE : INSIDE);
            case "mixed.example" -> addresses(OUTSIDE, INSIDE);
            case "dead-and-alive.example" -> addresses("127.0.0.3", OUTSIDE);
            case "private.example" -> addresses("10.0.0.7");
            case "loopback.example" -> addresses(INSIDE);
            case "metadata.example" -> addresses("169.254.169.254");
            case "mapped.example" -> addresses("::ffff:127.0.0.1");
            case "local6.example" -> addresses("fd00::1");
            default -> throw new UnknownHostException(name);
          };
    }

    private static List<InetAddress> addresses(String... literals) {
      return List.of(literals).stream().map(InetAddress::ofLiteral).toList();
    }
  }

  /**
   * A way to reach what must not be reached, or to hurt.
   *
   * @param url with PORT for the servers' port
   * @param answer the problem, or {@code taken}
   */
  private record Trick(String what, String url, String answer) {}

  @BeforeAll
  static void start() throws IOException {
    byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
    outside = new TrickServer(OUTSIDE, 0, picture);
    inside = new TrickServer(INSIDE, outside.port(), picture);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral(OUTSIDE))) {
      closedPort = free.getLocalPort();
    }
    service =
        RunningService.start(
            List.of(Names.class),
            data,
            "--image-search.fetch.enabled=true",
            "--image-search.fetch.allow=127.0.0.2/31",
            "--image-search.fetch.ports=80,443," + outside.port() + "," + closedPort,
            "--image-search.fetch.timeout=2s",
            "--image-search.fetch.concurrency=" + CONCURRENCY,
            "--image-search.picture.max-bytes=1000000");
    client = service.client();
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    outside.close();
    inside.close();
  }

  private static List<Trick> tricks() {
    List<Trick> tricks = new ArrayList<>();
    String refused = "url-not-allowed";
    tricks.add(new Trick("a picture", "http://public.example:PORT/picture.jpg", "taken"));
    tricks.add(new Trick("loopback", "http://127.0.0.1:PORT/", refused));
    tricks.add(new Trick("loopback by name", "http://localhost:PORT/", refused));
    tricks.add(new Trick("loopback, short", "http://127.1:PORT/", refused));
    tricks.add(new Trick("loopback, decimal", "http://2130706433:PORT/", refused));
    tricks.add(new Trick("loopback, hexadecimal", "http://0x7f000001:PORT/", refused));
    tricks.add(new Trick("loopback, octal", "http://0177.0.0.1:PORT/", refused));
    tricks.add(new Trick("loopback, escaped", "http://%31%32%37.0.0.1:PORT/", refused));
    tricks.add(new Trick("loopback, IPv6", "http://[::1]:PORT/", refused));
    tricks.add(new Trick("loopback, mapped", "http://[::ffff:127.0.0.1]:PORT/", refused));
    tricks.add(new Trick("loopback, mapped in hex", "http://[::ffff:7f00:1]:PORT/", refused));
    tricks.add(new Trick("loopback, compatible", "http://[::127.0.0.1]:PORT/", refused));
    tricks.add(new Trick("loopback by NAT64", "http://[64:ff9b::7f00:1]:PORT/", refused));
    tricks.add(new Trick("loopback by 6to4", "http://[2002:7f00:1::]:PORT/", refused));
    tricks.add(new Trick("Teredo", "http://[2001::1]/", refused));
    tricks.add(new Trick("this host", "http://0.0.0.0:PORT/", refused));
    tricks.add(new Trick("private", "http://192.168.0.1/", refused));
    tricks.add(new Trick("shared by carriers", "http://100.64.0.1/", refused));
    tricks.add(new Trick("unique local", "http://[fd00::1]/", refused));
    tricks.add(new Trick("link-local", "http://[fe80::1]/", refused));
    tricks.add(new Trick("multicast", "http://224.0.0.1/", refused));
    tricks.add(new Trick("broadcast", "http://255.255.255.255/", refused));
    tricks.add(new Trick("cloud metadata", "http://169.254.169.254/latest/meta-data/", refused));
    tricks.add(new Trick("metadata by name", "http://metadata.example/", refused));
    tricks.add(new Trick("a name of a private address", "http://private.example/", refused));
    tricks.add(new Trick("a name of loopback", "http://loopback.example:PORT/", refused));
    tricks.add(new Trick("a name of a mapped address", "http://mapped.example:PORT/", refused));
    tricks.add(new Trick("a name of a unique local one", "http://local6.example/", refused));
    tricks.add(new Trick("a name of both kinds", "http://mixed.example:PORT/", refused));
    tricks.add(new Trick("an unknown name", "http://nowhere.example/", refused));
    tricks.add(new Trick("a name without a dot", "http://intranet/", refused));
    tricks.add(new Trick("a dot at the end", "http://public.example.:PORT/picture.jpg", refused));
    tricks.add(new Trick("userinfo", "http://public.example@127.0.0.1:PORT/", refused));
    tricks.add(new Trick("a backslash", "http://public.example:PORT\\@127.0.0.1/", refused));
    tricks.add(new Trick("letters beyond ASCII", "http://①②⑦.⓪.⓪.①:PORT/", refused));
    tricks.add(new Trick("a line break", "http://public.example:PORT/a\r\nHost: b", refused));
    tricks.add(new Trick("another port", "http://public.example:22/", refused));
    tricks.add(new Trick("a file", "file:///etc/passwd", refused));
    tricks.add(new Trick("another scheme", "gopher://public.example/", refused));
    tricks.add(
        new Trick(
            "a name that changes its address", "http://rebinds.example:PORT/picture.jpg", "taken"));
    tricks.add(
        new Trick(
            "a name whose first address is dead",
            "http://dead-and-alive.example:PORT/picture.jpg",
            "taken"));
    tricks.addAll(redirects(refused));
    tricks.addAll(answers());
    return tricks;
  }

  private static List<Trick> redirects(String refused) {
    String server = "http://public.example:PORT";
    return List.of(
        new Trick("redirect within", server + "/relative", "taken"),
        new Trick("redirect to loopback", server + "/to/http://127.0.0.1:PORT/", refused),
        new Trick("redirect to metadata", server + "/to/http://169.254.169.254/", refused),
        new Trick("redirect to such a name", server + "/to/http://private.example/", refused),
        new Trick("redirect to a file", server + "/to/file:///etc/passwd", refused),
        new Trick("redirect to another port", server + "/to/http://public.example:22/", refused),
        new Trick("three redirects", server + "/hop3", "taken"),
        new Trick("redirects without end", server + "/loop", "url-unreachable"),
        new Trick("redirect with a cookie", server + "/cookie", "taken"));
  }

  private static List<Trick> answers() {
    String server = "http://public.example:PORT";
    return List.of(
        new Trick("picture without a name for its type", server + "/octets", "taken"),
        new Trick("picture without a type", server + "/typeless", "unsupported-picture"),
        new Trick("a page", server + "/html", "unsupported-picture"),
        new Trick("a page called JPEG", server + "/html-as-jpeg", "unsupported-picture"),
        new Trick("compressed", server + "/gzip", "unsupported-picture"),
        new Trick("a stated length of 4 GiB", server + "/huge", "picture-too-large"),
        new Trick("a body without end", server + "/endless", "picture-too-large"),
        new Trick("a body cut short", server + "/cut", "url-unreachable"),
        new Trick("headers without end", server + "/headers", "url-unreachable"),
        new Trick("a header without end", server + "/long-header", "url-unreachable"),
        new Trick("hints without end", server + "/early-hints", "url-too-slow"),
        new Trick("no HTTP", server + "/garbage", "url-unreachable"),
        new Trick("status 204", server + "/nothing", "url-unreachable"),
        new Trick("status 206", server + "/part", "url-unreachable"),
        new Trick("status 401", server + "/login", "url-unreachable"),
        new Trick("status 404", server + "/gone", "url-unreachable"),
        new Trick("nobody listens", "http://public.example:CLOSED/", "url-unreachable"),
        new Trick("no answer", server + "/silent", "url-too-slow"),
        new Trick("a byte of header now and then", server + "/drip-head", "url-too-slow"),
        new Trick("a byte of body now and then", server + "/drip-body", "url-too-slow"));
  }

  @Test
  void answersEachTrickAsTheTableInTheDocumentationSays() throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Trick trick : tricks()) {
      Answer answer = search(trick.url());
      String problem = answer.status() == 200 ? "taken" : answer.problem();
      rows.add(
          "| %s | `%s` | %d %s |"
              .formatted(trick.what(), printable(trick.url()), answer.status(), problem));
      assertThat(problem).as(trick.what()).isEqualTo(trick.answer());
      if (problem.equals("url-not-allowed")) {
        refusals.add(answer.bodyButId());
      }
    }

    assertThat(refusals.stream().distinct()).as("one answer for all that is refused").hasSize(1);
    assertThat(inside.requests()).as("what reached the inside").isEmpty();
    assertThat(Names.REBINDS).as("lookups of the name that changes").hasValue(1);
    assertThat(outside.requests())
        .allMatch(head -> head.contains("Accept-Encoding: identity\n"))
        .noneMatch(head -> head.contains("Cookie") || head.contains("Authorization"));
    String table = "| trick | address | answer |\n|---|---|---|\n" + String.join("\n", rows) + "\n";
    Files.writeString(Path.of("target/ssrf.md"), table);
    documented(table);
  }

  @Test
  void addsAPictureByItsAddress() {
    String url = "http://public.example:PORT/picture.jpg";

    Answer added =
        client.post(
            "/api/v1/images", new Form().field("url", url.replace("PORT", "" + outside.port())));

    assertThat(added.status()).isIn(200, 201);
    assertThat(added.json().at("/items/0/fileName").asString()).isEqualTo("picture.jpg");
    Answer found =
        client.postJson(
            "/api/v1/search",
            "{\"url\": \"http://public.example:" + outside.port() + "/picture.jpg\"}");
    assertThat(found.json().at("/results/0/id")).isEqualTo(added.json().at("/items/0/image/id"));
    try (var left = Files.list(data.resolve("http"))) {
      assertThat(left.filter(Files::isRegularFile)).as("left of the fetch").isEmpty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void answersBusyWhenAsManyAreUnderWayAsMayBe() throws Exception {
    int before = outside.requests().size();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> slow = new ArrayList<>();
      for (int i = 0; i < CONCURRENCY; i++) {
        slow.add(callers.submit(() -> search("http://public.example:PORT/silent")));
      }
      await().until(() -> outside.requests().size() == before + CONCURRENCY);

      Answer next = search("http://public.example:PORT/picture.jpg");

      assertThat(next.status()).isEqualTo(503);
      assertThat(next.problem()).isEqualTo("queue-full");
      assertThat(next.header("Retry-After")).isEqualTo("5");
      for (Future<Answer> each : slow) {
        assertThat(each.get().problem()).isEqualTo("url-too-slow");
      }
    }
    // Who was told to be too slow has an answer before the place is free.
    await().until(() -> search("http://public.example:PORT/picture.jpg").status() == 200);
  }

  private static Answer search(String url) {
    String real = url.replace("PORT", "" + outside.port()).replace("CLOSED", "" + closedPort);
    return client.post("/api/v1/search", new Form().field("url", real).field("k", 1));
  }

  private static String printable(String url) {
    return url.replace(":PORT", "")
        .replace(":CLOSED", "")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  private static void documented(String table) throws IOException {
    String document = Files.readString(SECURITY);
    String begin = "<!-- written by UrlFetchIT -->\n\n";
    String end = "\n<!-- end -->";
    assertThat(document).contains(begin, end);
    int from = document.indexOf(begin) + begin.length();
    int to = document.indexOf(end, from);
    WrittenDocument.check(SECURITY, document.substring(0, from) + table + document.substring(to));
  }
}
