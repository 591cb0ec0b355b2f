package io.imagesearch.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One cluster as it is wanted now: what a person wrote with defaults filled in, and what of the
 * world the objects depend on. Everything that the operator makes is a pure function of this.
 *
 * @param resource as read; never changed
 * @param spec what it says, with defaults
 * @param situation what was seen
 */
public record Cluster(ImageSearchCluster resource, Spec spec, Situation situation) {

  public static Cluster of(ImageSearchCluster resource, Situation situation) {
    return new Cluster(resource, Spec.of(resource), situation);
  }

  /** A cluster of which nothing is there yet. */
  public static Cluster fresh(ImageSearchCluster resource) {
    Spec spec = Spec.of(resource);
    return new Cluster(resource, spec, Situation.initial(spec));
  }

  public String name() {
    return resource.getMetadata().getName();
  }

  public String namespace() {
    return resource.getMetadata().getNamespace();
  }

  /**
   * Unlike any other of the Kubernetes cluster: where a store is shared, keys begin with it. No
   * namespace has a dot; joined by a hyphen, b-shop in a and shop in a-b would share one.
   */
  public String identity() {
    return namespace() + "." + name();
  }

  /** Name of the objects of a tier. */
  public String nameOf(Tier tier) {
    return nameOf(tier.component());
  }

  /** Name of an object that is {@code what} of this cluster. */
  public String nameOf(String what) {
    return name() + "-" + what;
  }

  /** Name by which a Service is reached from every namespace. */
  public String hostOf(String service) {
    return service + "." + namespace() + ".svc";
  }

  public Map<String, String> selector(Tier tier) {
    return Labels.selector(name(), tier);
  }

  /** Selects the pods of these tiers. */
  public LabelSelector podsOf(List<Tier> tiers) {
    if (tiers.size() == 1) {
      return new LabelSelectorBuilder().withMatchLabels(selector(tiers.getFirst())).build();
    }
    return new LabelSelectorBuilder()
        .withMatchLabels(Labels.selector(name()))
        .addNewMatchExpression()
        .withKey(Labels.COMPONENT)
        .withOperator("In")
        .withValues(tiers.stream().map(Tier::component).toList())
        .endMatchExpression()
        .build();
  }

  /** Name, namespace and labels of an object of a tier. */
  public ObjectMeta meta(String objectName, Tier tier) {
    return meta(objectName, tier.component());
  }

  /** Name, namespace and labels of an object. Its owner is added when it is applied. */
  public ObjectMeta meta(String objectName, String component) {
    return new ObjectMetaBuilder()
        .withName(objectName)
        .withNamespace(namespace())
        .withLabels(Labels.of(name(), component))
        .build();
  }

  /** The digest of a Secret's contents, where the Secret is there. */
  public Optional<String> digestOf(String secret) {
    return Optional.ofNullable(situation.secretDigests().get(secret));
  }

  /** Whether an object belongs to this cluster. */
  public boolean owns(HasMetadata object) {
    return Objects.equals(object.getMetadata().getLabels().get(Labels.INSTANCE), name())
        && Objects.equals(object.getMetadata().getNamespace(), namespace());
  }
}
