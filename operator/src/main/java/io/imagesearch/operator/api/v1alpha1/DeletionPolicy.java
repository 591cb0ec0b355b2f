package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of volumes when a cluster is deleted. */
public enum DeletionPolicy {
  /** They are kept; a cluster of the same name finds its data again. */
  @JsonProperty("Retain")
  RETAIN,

  /** They are removed. */
  @JsonProperty("Delete")
  DELETE
}
