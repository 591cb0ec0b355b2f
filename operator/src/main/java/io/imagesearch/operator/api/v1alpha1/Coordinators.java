package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How coordinators run. */
public enum Coordinators {
  /** All in one process. */
  @JsonProperty("Mixture")
  MIXTURE,

  /** Root, data, query and index coordinator each in one of its own; before 2.6. */
  @JsonProperty("Separate")
  SEPARATE
}
