package io.imagesearch.operator.secret;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.store.Written;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GeneratedSecretTest {
  private static final Cluster CLUSTER = Written.cluster("{}");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00.5Z"), ZoneOffset.UTC);

  @Test
  void keepsOnlyTheDigestOfTheAdminKeyForThePods() throws NoSuchAlgorithmException {
    Secret secret = create("shop-api-keys");
    JsonNode document =
        Serialization.unmarshal(secret.getStringData().get("keys.json"), JsonNode.class);
    JsonNode key = document.get("keys").get(0);
    String[] parts = requireNonNull(secret.getStringData().get("admin-key")).split("_", -1);
    assertThat(parts).hasSize(3);
    assertThat(parts[0]).isEqualTo("isk");
    assertThat(parts[1]).matches("[0-9a-v]{8}").isEqualTo(key.get("id").asText());
    assertThat(parts[2]).matches("[0-9a-v]{52}");
    assertThat(key.get("secretSha256").asText())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(parts[2].getBytes(StandardCharsets.UTF_8))));
    assertThat(key.get("createdAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(key.get("role").asText()).isEqualTo("admin");
    assertThat(document.toString()).doesNotContain(parts[2]);
  }

  @Test
  void givesPrometheusAKeyThatMayRead() {
    Secret secret = create("shop-api-keys");
    JsonNode keys =
        Serialization.unmarshal(secret.getStringData().get("keys.json"), JsonNode.class)
            .get("keys");
    assertThat(keys).hasSize(2);
    assertThat(keys.get(1).get("role").asText()).isEqualTo("read");
    assertThat(secret.getStringData().get("metrics-key"))
        .startsWith("isk_" + keys.get(1).get("id").asText() + "_");
  }

  @Test
  void makesOthersEachTime() {
    assertThat(create("shop-storage-credentials").getStringData())
        .containsOnlyKeys("access-key", "secret-key")
        .isNotEqualTo(create("shop-storage-credentials").getStringData());
  }

  @Test
  void belongsToTheCluster() {
    assertThat(GeneratedSecret.of(CLUSTER))
        .allMatch(each -> CLUSTER.owns(each.create(CLUSTER, new SecureRandom(), CLOCK)));
  }

  @Test
  void makesNoneWhereTheSpecNamesOneOrNeedsNone() {
    assertThat(
            GeneratedSecret.of(
                Written.cluster(
                    """
                    {api: {authentication: {secretName: mine}}, milvus: {objectStorage: {external:
                      {endpoint: 'https://s3.example.com', bucket: shop, useIAM: true}}}}
                    """)))
        .extracting(GeneratedSecret::name)
        .containsExactly("shop-embedder-key");
    assertThat(GeneratedSecret.of(Written.cluster("{api: {authentication: {open: true}}}")))
        .extracting(GeneratedSecret::name)
        .containsExactly("shop-storage-credentials", "shop-embedder-key");
  }

  private static Secret create(String name) {
    return GeneratedSecret.of(CLUSTER).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .create(CLUSTER, new SecureRandom(), CLOCK);
  }
}
