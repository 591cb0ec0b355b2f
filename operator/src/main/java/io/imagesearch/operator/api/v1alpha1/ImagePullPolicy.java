package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When nodes fetch images. */
public enum ImagePullPolicy {
  @JsonProperty("Always")
  ALWAYS,
  @JsonProperty("IfNotPresent")
  IF_NOT_PRESENT,
  @JsonProperty("Never")
  NEVER
}
