package io.imagesearch.operator.check;

import io.imagesearch.operator.store.MilvusConnection;
import io.imagesearch.operator.store.SecretKeys;
import io.milvus.shaded.io.grpc.ClientInterceptor;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Reaches Milvus, and says who asks. */
final class MilvusChannel {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> DATABASE =
      Metadata.Key.of("dbname", Metadata.ASCII_STRING_MARSHALLER);

  private MilvusChannel() {}

  static ManagedChannel open(MilvusConnection connection, Optional<SecretData> tls)
      throws IOException, GeneralSecurityException {
    return Grpc.open(connection.host(), connection.port(), connection.tls(), tls);
  }

  static ClientInterceptor identity(MilvusConnection connection, Optional<SecretData> credentials) {
    Metadata headers = new Metadata();
    credentials
        .map(MilvusChannel::token)
        .ifPresent(token ->
            headers.put(
                AUTHORIZATION,
                Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))));
    connection.database().ifPresent(database -> headers.put(DATABASE, database));
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static String token(SecretData secret) {
    return secret
        .get(SecretKeys.TOKEN)
        .orElseGet(
            () -> secret.require(SecretKeys.USERNAME) + ":" + secret.require(SecretKeys.PASSWORD));
  }
}
