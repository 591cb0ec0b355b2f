package io.imagesearch.pods;

import io.imagesearch.embedding.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** HTTP to one embedder: a bounded pool of connections to its address. No proxy, no retries. */
final class PodConnection implements AutoCloseable {
  /** Less than what the embedder's web server allows, so that it is not the one who hangs up. */
  private static final TimeValue IDLE = TimeValue.ofSeconds(10);

  /**
   * What was idle for longer is looked at before it is used: an embedder that ended meanwhile is
   * found unreachable, which costs nothing, and not taken for one that the picture killed.
   */
  private static final TimeValue FRESH = TimeValue.ofMilliseconds(50);

  /** Far more than an embedding or a problem has. */
  private static final int MAX_ANSWER = 1 << 20;

  private final PodAddress address;
  private final List<CallHeaders> headers;
  private final Set<HttpUriRequestBase> running = ConcurrentHashMap.newKeySet();
  private final CloseableHttpClient client;

  PodConnection(PodAddress address, EmbeddersProperties properties, List<CallHeaders> headers) {
    this.address = address;
    this.headers = headers;
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(connections(address.address(), properties))
            .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
            .setUserAgent("image-search")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  /** An answer, whatever it says. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Answer(int status, List<Header> headers, byte[] body) {

    String header(String name) {
      return headers.stream()
          .filter(header -> header.getName().equalsIgnoreCase(name))
          .map(Header::getValue)
          .findFirst()
          .orElse("");
    }
  }

  Answer get(String path, Duration timeout) throws IOException, InterruptedException {
    return send(new HttpGet(address.uri(path)), List.of(), Deadline.in(timeout));
  }

  Answer post(String path, CallHeaders own, byte[] body, Deadline deadline)
      throws IOException, InterruptedException {
    HttpPost request = new HttpPost(address.uri(path));
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
    return send(request, List.of(own), deadline);
  }

  /** Ends all requests under way: they are asked elsewhere. */
  void cut() {
    running.forEach(HttpUriRequestBase::cancel);
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }

  private Answer send(HttpUriRequestBase request, List<CallHeaders> own, Deadline deadline)
      throws IOException, InterruptedException {
    Timeout left = Timeout.ofMilliseconds(Math.max(1, deadline.left().toMillis()));
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(left)
            .setResponseTimeout(left)
            .setProtocolUpgradeEnabled(false)
            .build());
    headers.forEach(each -> each.addTo(request::setHeader));
    own.forEach(each -> each.addTo(request::setHeader));
    running.add(request);
    try {
      return client.execute(request, PodConnection::read);
    } catch (IOException e) {
      // An interrupt ends the blocking read of a virtual thread as an error of the connection.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    } finally {
      running.remove(request);
    }
  }

  private static Answer read(ClassicHttpResponse response) throws IOException {
    byte[] body = new byte[0];
    if (response.getEntity() != null) {
      try (InputStream in = response.getEntity().getContent()) {
        body = in.readNBytes(MAX_ANSWER);
      }
    }
    return new Answer(response.getCode(), List.of(response.getHeaders()), body);
  }

  private static HttpClientConnectionManager connections(
      InetAddress address, EmbeddersProperties properties) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new Pinned(address))
        .setMaxConnPerRoute(properties.connections())
        .setMaxConnTotal(properties.connections())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                .setIdleTimeout(Timeout.of(IDLE.toDuration()))
                .setValidateAfterInactivity(FRESH)
                .build())
        .build();
  }

  /** A name stands for several embedders, and this is one of them. */
  private record Pinned(InetAddress address) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {address};
    }

    @Override
    public @Nullable String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException(host);
    }
  }
}
