package io.imagesearch.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The service's REST interface. Redirects are not followed: a key would travel along. */
final class Service {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
  private static final String JSON = "application/json, application/problem+json";
  private static final String LINES = "application/x-ndjson, application/problem+json";

  private final HttpClient http;
  private final URI base;
  private final Optional<ApiKey> key;
  private final Retry retry;

  private Service(HttpClient http, URI base, Optional<ApiKey> key, Retry retry) {
    this.http = http;
    this.base = base;
    this.key = key;
    this.retry = retry;
  }

  static Service at(URI base, Optional<ApiKey> key) {
    HttpClient.Builder http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_WITHIN);
    if (base.getScheme().equals("http")) {
      http.sslContext(unused());
    }
    return new Service(http.build(), base, key, Retry.brief());
  }

  /** Without one the client reads every certificate of Java's, also where no TLS is spoken. */
  private static SSLContext unused() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** The same service, tried again as this policy has it. */
  Service with(Retry policy) {
    return new Service(http, base, key, policy);
  }

  URI base() {
    return base;
  }

  Answer get(String path, Map<String, String> query) throws ServiceException, InterruptedException {
    return send(request(path, query).GET().build());
  }

  void delete(String path) throws ServiceException, InterruptedException {
    HttpRequest request = request(path, Map.of()).DELETE().build();
    retry.run(() -> exchange(request));
  }

  /** A call that answers; not tried again. */
  Answer call(String method, String path, Optional<Json> body)
      throws ServiceException, InterruptedException {
    HttpRequest.Builder request = request(path, Map.of());
    body.ifPresent(_ -> request.header("Content-Type", "application/json"));
    return parse(
        exchange(
            request
                .method(
                    method,
                    body.map(json -> BodyPublishers.ofString(json.toString()))
                        .orElseGet(BodyPublishers::noBody))
                .build()));
  }

  Answer post(String path, MultipartForm form) throws ServiceException, InterruptedException {
    return send(
        request(path, Map.of())
            .header("Content-Type", form.contentType())
            .POST(form.body())
            .build());
  }

  /** Embeddings, which are asked for where OpenAI's clients look for them. */
  Answer embeddings(BodyPublisher json) throws ServiceException, InterruptedException {
    return send(
        request(URI.create(root() + "/v1/embeddings"), JSON)
            .header("Content-Type", "application/json")
            .POST(json)
            .build());
  }

  /**
   * A call that answers with lines as long as it goes on; not tried again.
   *
   * @return the last one
   */
  Answer lines(String path, Map<String, String> query, Consumer<Answer> each)
      throws ServiceException, InterruptedException {
    HttpRequest request = request(path, query, LINES).POST(BodyPublishers.noBody()).build();
    Answer last = new Answer(200, "", Json.parse("{}"));
    try (AnswerLines lines = linesOf(request)) {
      for (Optional<Answer> line = lines.next(); line.isPresent(); line = lines.next()) {
        last = line.get();
        each.accept(last);
      }
    }
    return last;
  }

  /** An answer in lines, which its reader reads at its own speed; not tried again. */
  AnswerLines lines(String path, Map<String, String> query)
      throws ServiceException, InterruptedException {
    return linesOf(request(path, query, LINES).GET().build());
  }

  private AnswerLines linesOf(HttpRequest request) throws ServiceException, InterruptedException {
    try {
      return new AnswerLines(base, open(request));
    } catch (IOException e) {
      throw Unreachable.of(base, e);
    }
  }

  /** What is there is no JSON. */
  byte[] bytes(String path) throws ServiceException, InterruptedException {
    HttpRequest request = request(path, Map.of(), "*/*").GET().build();
    return retry.run(() -> {
      try (InputStream body = open(request)) {
        return body.readAllBytes();
      } catch (IOException e) {
        throw Unreachable.of(base, e);
      }
    });
  }

  /** Whether there is such a thing. */
  boolean has(String path) throws ServiceException, InterruptedException {
    try {
      get(path, Map.of());
      return true;
    } catch (Refused e) {
      if (e.problem().status() == 404) {
        return false;
      }
      throw e;
    }
  }

  private InputStream open(HttpRequest request)
      throws IOException, ServiceException, InterruptedException {
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    InputStream body = new WatchedBody(answer.body(), ANSWER_WITHIN);
    if (answer.statusCode() == 200) {
      return body;
    }
    try (body) {
      String problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      throw refused(answer.statusCode(), answer.headers(), problem);
    }
  }

  /** How the service is, also when it is down. */
  Answer health() throws ServiceException, InterruptedException {
    HttpResponse<String> answer;
    HttpRequest request = request("health", Map.of()).GET().build();
    try {
      answer = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw Unreachable.of(base, e);
    }
    if (answer.statusCode() == 503 && answer.body().contains("\"status\":\"down\"")) {
      return parse(answer);
    }
    return parse(successful(answer));
  }

  private Answer send(HttpRequest request) throws ServiceException, InterruptedException {
    return parse(retry.run(() -> exchange(request)));
  }

  private HttpResponse<String> exchange(HttpRequest request)
      throws ServiceException, InterruptedException {
    try {
      return successful(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw Unreachable.of(base, e);
    }
  }

  private HttpResponse<String> successful(HttpResponse<String> answer) throws ServiceException {
    if (answer.statusCode() / 100 == 2) {
      return answer;
    }
    throw refused(answer.statusCode(), answer.headers(), answer.body());
  }

  private ServiceException refused(int status, HttpHeaders headers, String body) {
    Problem problem = Problem.of(status, headers, body);
    if (problem.status() == 404 && problem.type().equals("http-404")) {
      return Unreachable.stranger(base, null); // the service's own 404 says what is missing
    }
    return new Refused(problem, RetryAfter.of(headers, Instant.now()));
  }

  private Answer parse(HttpResponse<String> answer) throws Unreachable {
    try {
      Json json = Json.parse(answer.body());
      if (!json.isObject()) {
        throw Unreachable.stranger(base, null);
      }
      return new Answer(answer.statusCode(), answer.body(), json);
    } catch (IllegalArgumentException e) {
      throw Unreachable.stranger(base, e);
    }
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    return request(path, query, JSON);
  }

  private HttpRequest.Builder request(String path, Map<String, String> query, String accepted) {
    String parameters =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(joining("&"));
    return request(
        URI.create(root() + "/api/v1/" + path + (parameters.isEmpty() ? "" : "?" + parameters)),
        accepted);
  }

  private String root() {
    return base.toString().replaceFirst("/+$", "");
  }

  private HttpRequest.Builder request(URI address, String accepted) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).header("Accept", accepted);
    key.ifPresent(known -> known.addTo(request));
    return request;
  }
}
