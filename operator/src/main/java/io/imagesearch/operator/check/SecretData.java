package io.imagesearch.operator.check;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is in a Secret, decoded. Not shown in any text. */
public record SecretData(String name, Map<String, String> values) {
  public SecretData {
    values = Map.copyOf(values);
  }

  public static SecretData of(Secret secret) {
    Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
    return new SecretData(
        secret.getMetadata().getName(),
        data.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> decoded(entry.getValue()))));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * What has to be there.
   *
   * @throws MissingSecretException when it isn't
   */
  public String require(String key) {
    return get(key)
        .orElseThrow(() -> new MissingSecretException("Secret " + name + " has no " + key));
  }

  @Override
  public String toString() {
    return "Secret " + name;
  }
}
