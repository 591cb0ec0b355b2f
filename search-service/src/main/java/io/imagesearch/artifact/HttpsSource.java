package io.imagesearch.artifact;

import io.imagesearch.artifact.ArtifactException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An archive on a web server. A token goes to the host that it was given for and to no other, also
 * where that one leads elsewhere.
 */
record HttpsSource(URI uri, SourceCredentials credentials) implements ArchiveSource {
  private static final int MAX_REDIRECTS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  HttpsSource {
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("an address has a host and no password");
    }
  }

  @Override
  public void fetch(Reader reader) throws IOException, ArtifactException, InterruptedException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1);
    Optional<Path> authority = credentials.authority();
    if (authority.isPresent()) {
      builder.sslContext(TrustedAuthorities.context(authority.get()));
    }
    try (HttpClient client = builder.build()) {
      try {
        follow(client, reader);
      } finally {
        client.shutdownNow();
      }
    }
  }

  private void follow(HttpClient client, Reader reader)
      throws IOException, ArtifactException, InterruptedException {
    URI address = uri;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<InputStream> answer =
          client.send(request(address), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        Optional<URI> next = redirect(address, answer);
        if (next.isEmpty()) {
          check(answer);
          reader.read(body);
          return;
        }
        address = next.get();
      }
    }
    throw new ArtifactException(
        Reason.REFUSED, uri.getHost() + " redirects more than " + MAX_REDIRECTS + " times");
  }

  private HttpRequest request(URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("User-Agent", "image-search");
    boolean same = address.getHost().equals(uri.getHost()) && address.getPort() == uri.getPort();
    if (same) {
      credentials
          .value("token")
          .ifPresent(token -> request.header("Authorization", "Bearer " + token));
    }
    return request.build();
  }

  private static Optional<URI> redirect(URI from, HttpResponse<?> answer) throws ArtifactException {
    boolean redirects =
        switch (answer.statusCode()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    Optional<String> location = answer.headers().firstValue("Location");
    if (!redirects || location.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI next = from.resolve(location.get());
      if ("https".equals(next.getScheme()) && next.getHost() != null) {
        return Optional.of(next);
      }
    } catch (IllegalArgumentException e) {
      // Told below, like any other that can't be followed.
    }
    throw new ArtifactException(
        Reason.REFUSED, from.getHost() + " redirects to what is no https:// address");
  }

  private static void check(HttpResponse<?> answer) throws ArtifactException {
    if (answer.statusCode() != 200) {
      throw new ArtifactException(
          answer.statusCode() >= 500 ? Reason.UNREACHABLE : Reason.REFUSED,
          "%s answered with status %d%s"
              .formatted(
                  answer.uri().getHost(),
                  answer.statusCode(),
                  switch (answer.statusCode()) {
                    case 401, 403 -> ": it asks for another token";
                    case 404 -> ": there is no such file";
                    default -> "";
                  }));
    }
  }
}
