package io.imagesearch.operator.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** Clients that live for one check: with hundreds of clusters, idle ones would cost more. */
final class Http {
  private Http() {}

  static HttpClient client(boolean tls, Optional<SecretData> secret, Duration deadline)
      throws GeneralSecurityException, IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Thread::startVirtualThread)
            .connectTimeout(deadline);
    if (tls) {
      builder.sslContext(Tls.context(secret));
    }
    return builder.build();
  }
}
