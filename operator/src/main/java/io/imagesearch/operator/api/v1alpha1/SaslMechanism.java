package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a password is shown to Kafka. */
public enum SaslMechanism {
  PLAIN,
  @JsonProperty("SCRAM-SHA-256")
  SCRAM_SHA_256,
  @JsonProperty("SCRAM-SHA-512")
  SCRAM_SHA_512
}
