package io.imagesearch.operator.secret;

import io.imagesearch.operator.store.SecretKeys;
import java.security.SecureRandom;
import java.util.Map;

/** Credentials of the S3 gateway: as long as those of a cloud, letters and digits alone. */
final class StorageCredentials {
  private static final int ACCESS_KEY_LENGTH = 20;
  private static final int SECRET_KEY_LENGTH = 40;

  private StorageCredentials() {}

  static Map<String, String> make(SecureRandom random) {
    return Map.of(
        SecretKeys.ACCESS_KEY, RandomText.of(random, ACCESS_KEY_LENGTH),
        SecretKeys.SECRET_KEY, RandomText.of(random, SECRET_KEY_LENGTH));
  }
}
