package io.imagesearch.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One GET that connects to the given addresses and nowhere else, while Host, SNI and the
 * certificate's check go by the name. No proxy, cookies, credentials, retries or decompression.
 */
final class PinnedRequest {
  private final SSLContext tls;
  private final Timeout connectTimeout;
  private @Nullable CloseableHttpClient running;
  private boolean cut;

  PinnedRequest(SSLContext tls, Duration connectTimeout) {
    this.tls = tls;
    this.connectTimeout = Timeout.of(connectTimeout);
  }

  /** What is read of an answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ClassicHttpResponse response) throws IOException, FetchException;
  }

  <T> T get(PictureUrl url, List<InetAddress> addresses, Reader<T> reader)
      throws IOException, FetchException {
    HttpGet request = new HttpGet(URI.create(url.uri().toASCIIString()));
    request.setHeader(HttpHeaders.ACCEPT, "image/*");
    request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    request.setHeader(HttpHeaders.CONNECTION, "close");
    CloseableHttpClient client = client(addresses);
    try {
      begin(client);
      return reader.read(client.executeOpen(null, request, null));
    } finally {
      // Not the answer: closing that would read what is left of it first.
      client.close(CloseMode.IMMEDIATE);
    }
  }

  /** Ends the request under way from another thread, and lets no further one begin. */
  synchronized void cut() {
    cut = true;
    if (running != null) {
      // Not the request: to cancel that gives a connection back to a pool that may be closed by
      // the request's own thread just then, which the pool refuses.
      running.close(CloseMode.IMMEDIATE);
    }
  }

  private synchronized void begin(CloseableHttpClient client) {
    if (cut) {
      throw new CancellationException("the picture's time is over");
    }
    running = client;
  }

  private CloseableHttpClient client(List<InetAddress> addresses) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections(addresses))
        .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.DISABLED) // the deadline of the whole is shorter
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("image-search")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private HttpClientConnectionManager connections(List<InetAddress> addresses) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new Pinned(addresses))
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
        .setDefaultConnectionConfig(
            ConnectionConfig.custom().setConnectTimeout(connectTimeout).build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connectTimeout).build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(8192).build())
                .build())
        .build();
  }

  /** The addresses that were checked; the client has no other way to find one. */
  private record Pinned(List<InetAddress> addresses) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) {
      return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException(host);
    }
  }
}
