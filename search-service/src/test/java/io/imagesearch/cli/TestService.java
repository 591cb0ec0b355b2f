package io.imagesearch.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.imagesearch.cli.MultipartRequest.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An HTTP server that keeps uploads and answers in the service's forms, or fails when told to. */
final class TestService implements AutoCloseable {
  static final String PROBLEMS = "https://imagesearch.io/problems/";

  /** What a request is answered instead of the truth. */
  interface Mishap {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** A picture that was uploaded. */
  record Kept(String id, String fileName, String uploader, String attributes) {
    ObjectNode json() {
      ObjectNode json = JsonMapper.shared().createObjectNode();
      json.put("id", id).put("fileName", fileName).put("uploader", uploader);
      json.set("attributes", JsonMapper.shared().readTree(attributes));
      return json;
    }
  }

  final Map<String, Kept> images = new ConcurrentSkipListMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
  final Map<String, String> lastForm = new ConcurrentHashMap<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  String health = "{\"status\":\"up\",\"version\":\"1.2.3\"}";
  int healthStatus = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  TestService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** An address where nothing listens. */
  static URI nowhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers the next upload or search with this problem. */
  void fail(int status, String type, String detail, String... headers) {
    mishaps.add(exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      problem(exchange, status, type, detail);
    });
  }

  /** Drops the connection of the next upload or search without an answer. */
  void drop() {
    mishaps.add(HttpExchange::close);
  }

  long count(String start) {
    return requests.stream().filter(request -> request.startsWith(start)).count();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("POST")) {
      post(exchange, path, body);
    } else if (path.equals("/api/v1/health")) {
      answer(exchange, healthStatus, health);
    } else if (path.equals("/api/v1/images")) {
      list(exchange, exchange.getRequestURI().getQuery());
    } else {
      one(exchange, path.substring(path.lastIndexOf('/') + 1));
    }
  }

  private void post(HttpExchange exchange, String path, byte[] body) throws IOException {
    Mishap mishap = mishaps.poll();
    if (mishap != null) {
      mishap.answer(exchange);
      return;
    }
    if (path.equals("/v1/embeddings")) {
      embed(exchange, body);
      return;
    }
    Map<String, Part> form =
        MultipartRequest.parse(exchange.getRequestHeaders().getFirst("Content-Type"), body);
    form.forEach((name, part) -> lastForm.put(name, part.text()));
    if (path.equals("/api/v1/images")) {
      upload(exchange, form);
    } else {
      search(exchange);
    }
  }

  private void upload(HttpExchange exchange, Map<String, Part> form) throws IOException {
    Part file = form.getOrDefault("file", Part.NONE);
    String id = sha256(file.bytes());
    if (file.text().startsWith("not a picture")) {
      problem(exchange, 415, "unsupported-picture", "No format of pictures begins so.");
      return;
    }
    Kept kept =
        new Kept(
            id,
            file.fileName(),
            form.getOrDefault("uploader", Part.NONE).text(),
            form.getOrDefault("attributes", Part.NONE).text());
    Kept before = images.putIfAbsent(id, kept);
    ObjectNode item = JsonMapper.shared().createObjectNode();
    item.put("fileName", file.fileName()).put("outcome", before == null ? "added" : "existed");
    item.set("image", kept.json());
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.putArray("items").add(item);
    answer(exchange, before == null ? 201 : 200, answer.toString());
  }

  /** Of the two numbers that a text begins with, where a picture would be. */
  private static void embed(HttpExchange exchange, byte[] body) throws IOException {
    String input = JsonMapper.shared().readTree(body).path("input").asString();
    String text = new String(Base64.getDecoder().decode(input), StandardCharsets.UTF_8);
    if (text.startsWith("not a picture")) {
      problem(exchange, 415, "unsupported-picture", "No format of pictures begins so.");
      return;
    }
    String[] numbers = text.split(" ", 3);
    ByteBuffer vector = ByteBuffer.allocate(2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.putFloat(Float.parseFloat(numbers[0])).putFloat(Float.parseFloat(numbers[1]));
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    String base64 = Base64.getEncoder().encodeToString(vector.array());
    answer.putArray("data").addObject().put("index", 0).put("embedding", base64);
    answer(exchange, 200, answer.toString());
  }

  private void search(HttpExchange exchange) throws IOException {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    float score = 1.05f;
    for (Kept image : new ArrayList<>(images.values())) {
      score -= 0.1f;
      answer.withArray("results").add(image.json().put("score", score));
    }
    answer.withArray("results");
    answer(exchange, 200, answer.toString());
  }

  private void list(HttpExchange exchange, String query) throws IOException {
    if (query.contains("uploader=no+one")) {
      problem(exchange, 400, "invalid-parameter", "uploader: an uploader has no blanks");
      return;
    }
    if (query.contains("uploader=new")) {
      problem(exchange, 404, "unknown-uploader", "No picture of new.");
      return;
    }
    String cursor = query.replaceFirst("(?s)^.*cursor=([0-9a-f]*).*$|^.*$", "$1");
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.putArray("images");
    new TreeMap<>(images)
        .tailMap(cursor, false)
        .values()
        .forEach(image -> answer.withArray("images").add(image.json()));
    answer(exchange, 200, answer.toString());
  }

  private void one(HttpExchange exchange, String id) throws IOException {
    Kept image = exchange.getRequestMethod().equals("DELETE") ? images.remove(id) : images.get(id);
    if (image == null) {
      problem(exchange, 404, "unknown-image", "There is no picture " + id + ".");
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      answer(exchange, 200, image.json().toString());
    }
  }

  static void problem(HttpExchange exchange, int status, String type, String detail)
      throws IOException {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("type", PROBLEMS + type).put("title", "Title of " + type).put("status", status);
    answer(exchange, status, body.put("detail", detail).toString());
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
