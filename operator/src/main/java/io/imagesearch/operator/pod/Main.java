package io.imagesearch.operator.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Volume;
import io.imagesearch.operator.cluster.Tier;
import java.util.List;
import java.util.Map;

/**
 * What is special about the pods of a tier; {@link PodShape} adds what all pods have.
 *
 * @param container the main container, with name, image, args, ports, env, probes and requests; no
 *     security context
 * @param init containers that run before it
 * @param volumes what they mount; each container gets a {@code /tmp} of its own beside
 * @param annotations of the pod, such as digests of what it reads only when it starts
 * @param graceSeconds that a pod has to end its work
 */
public record Main(
    Tier tier,
    Container container,
    List<Container> init,
    List<Volume> volumes,
    Map<String, String> annotations,
    long graceSeconds) {

  public Main {
    init = List.copyOf(init);
    volumes = List.copyOf(volumes);
    annotations = Map.copyOf(annotations);
  }
}
