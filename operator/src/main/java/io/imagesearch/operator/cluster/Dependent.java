package io.imagesearch.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;

/** Something that a cluster is made of. */
public interface Dependent {
  /**
   * The objects that there shall be now; none where the spec asks for none. Pure. Objects stand in
   * full: what the API server would fill in within lists that the operator owns is there, so that a
   * comparison with what is there finds no difference.
   */
  Stream<HasMetadata> desired(Cluster cluster);
}
