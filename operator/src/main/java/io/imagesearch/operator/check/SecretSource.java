package io.imagesearch.operator.check;

import java.util.Optional;

/** The Secrets of a cluster's namespace. */
public interface SecretSource {
  Optional<SecretData> find(String name);

  /**
   * One that has to be there.
   *
   * @throws MissingSecretException when it isn't
   */
  default SecretData require(String name) {
    return find(name).orElseThrow(() -> new MissingSecretException("there is no Secret " + name));
  }

  default Optional<SecretData> require(Optional<String> name) {
    return name.map(this::require);
  }
}
