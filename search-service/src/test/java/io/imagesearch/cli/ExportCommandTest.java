package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export over answers that break off where a test wants them to. */
class ExportCommandTest {
  private static final String FAILED =
      "{\"state\":\"failed\",\"count\":2,\"problem\":{\"type\":\"https://imagesearch.io/problems/"
          + "index-unavailable\",\"status\":503,\"title\":\"Away\",\"detail\":\"It is away.\"}}\n";

  @TempDir Path folder;

  private final TreeMap<String, byte[]> pictures = new TreeMap<>();
  private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** An answer that ends after so many pictures and this; abruptly, or as if it were all. */
  private record Cut(int lines, String rest, boolean abrupt, String fingerprint) {
    Cut(int lines, String rest, boolean abrupt) {
      this(lines, rest, abrupt, "0123456789ab");
    }
  }

  @BeforeEach
  void start() throws IOException {
    for (int i = 0; i < 20; i++) {
      byte[] picture = ("picture " + i).getBytes(StandardCharsets.UTF_8);
      pictures.put(TestService.sha256(picture), picture);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void goesOnWhereAnAnswerBrokeOff() throws IOException {
    cuts.add(new Cut(4, "", false));
    cuts.add(new Cut(2, FAILED, false));
    cuts.add(new Cut(3, "{\"image\":{\"id\":\"", true));
    List<String> ids = List.copyOf(pictures.keySet());

    Cli end = export();

    assertThat(end.code()).as(end.err()).isEqualTo(ExitCode.FINE);
    assertThat(asked).hasSize(4).startsWith("", "after=" + ids.get(3), "after=" + ids.get(5));
    // Of what came just before a reset, some may be lost.
    assertThat(ids.subList(5, 9)).contains(asked.getLast().replace("after=", ""));
    assertThat(Files.readAllLines(folder.resolve("images.jsonl")))
        .containsExactlyElementsOf(ids.stream().map(ExportCommandTest::line).toList());
    for (String id : ids) {
      assertThat(folder.resolve("originals").resolve(id.substring(0, 3)).resolve(id))
          .hasBinaryContent(pictures.get(id));
    }
    assertThat(Json.parse(Files.readString(folder.resolve("manifest.json"))).at("count").number())
        .isEqualTo(20);
  }

  @Test
  void doesNotTakeACutAnswerForTheWhole() throws IOException {
    cuts.add(new Cut(0, "", false));

    Cli end = export("--patience=0");

    assertThat(end.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(end.err()).contains("the export broke off");
    assertThat(folder).isEmptyDirectory();
    Cli later = Cli.run("import", folder.toString(), "--url=" + url());
    assertThat(later.code()).isEqualTo(ExitCode.USAGE);
    assertThat(later.err()).contains("the export was cut short");
  }

  @Test
  void saysWhatTheServiceLacksWhenItGivesUp() {
    cuts.add(new Cut(0, FAILED, false));

    Cli end = export("--patience=0");

    assertThat(end.code()).isEqualTo(ExitCode.FAILED);
    assertThat(end.err()).contains("It is away.");
  }

  @Test
  void neverMixesEmbeddingsOfTwoModels() {
    // Not by a reset, which might take along the head that names the model.
    cuts.add(new Cut(3, "", false, "ba9876543210"));

    Cli end = export();

    assertThat(end.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(end.err()).contains("model changed meanwhile");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void keepsTheOlderListWhereANewOneIsCut() throws IOException {
    export();
    cuts.add(new Cut(0, "", true));

    assertThat(export("--patience=0").code()).isEqualTo(ExitCode.UNREACHABLE);

    assertThat(Files.readAllLines(folder.resolve("images.jsonl"))).hasSize(20);
    assertThat(folder.resolve("manifest.json")).exists();
  }

  @Test
  void writesNoOtherBytesUnderAnId() throws IOException {
    String id = pictures.firstKey();
    pictures.put(id, new byte[] {1});

    Cli end = export();

    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(end.out()).contains("digest-mismatch").containsPattern("Added +19\n");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith(id))).isEmpty();
    }
  }

  @Test
  void takesNothingForAnIdThatWouldLeadElsewhere() {
    pictures.put("../../../tmp/elsewhere", new byte[] {1});

    Cli end = export("--patience=0");

    assertThat(end.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(end.err()).contains("is not an image search service");
    assertThat(folder).isEmptyDirectory();
  }

  private Cli export(String... options) {
    List<String> arguments = new ArrayList<>(List.of("export", folder.toString()));
    arguments.addAll(List.of(options));
    arguments.add("--url=" + url());
    return Cli.run(arguments.toArray(String[]::new));
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/v1/export")) {
      tell(exchange);
    } else if (path.endsWith("/content")) {
      String id = path.replaceFirst("/api/v1/images/(.*)/content", "$1");
      byte[] bytes = pictures.getOrDefault(id, new byte[1]);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    } else {
      TestService.answer(exchange, 200, "{\"images\":[],\"count\":20}");
    }
  }

  private void tell(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery()).replace("null", "");
    asked.add(query);
    Cut cut = cuts.poll();
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    String fingerprint = cut == null ? "0123456789ab" : cut.fingerprint();
    write(out, "{\"model\":\"m\",\"fingerprint\":\"" + fingerprint + "\",\"dimension\":2}\n");
    int told = 0;
    for (String id : pictures.tailMap(query.replace("after=", ""), false).keySet()) {
      if (cut != null && told == cut.lines()) {
        write(out, cut.rest());
        if (cut.abrupt()) {
          throw new IOException("the connection is to end");
        }
        exchange.close();
        return;
      }
      write(out, line(id) + "\n");
      told++;
    }
    write(out, "{\"state\":\"completed\",\"count\":" + told + "}\n");
    exchange.close();
  }

  private static String line(String id) {
    return "{\"image\":{\"id\":\"%s\",\"fileName\":\"ü\"},\"embedding\":\"AAAA\"}".formatted(id);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
