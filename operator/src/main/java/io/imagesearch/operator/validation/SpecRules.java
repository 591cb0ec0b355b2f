package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.Forms;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.cluster.SpecDefaults;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * All rules of a spec: those of the schema, for resources that are older than one of them, and
 * those that no schema can have, such as whether a toleration is one.
 */
public final class SpecRules {
  private final Predicate<String> ownedKeys;

  /**
   * @param ownedKeys whether the operator itself sets a key of milvus.yaml, such as {@code
   *     etcd.rootPath}
   */
  public SpecRules(Predicate<String> ownedKeys) {
    this.ownedKeys = ownedKeys;
  }

  /** The rules that a resource breaks, given what is known of its past; never throws. */
  public List<Violation> check(ImageSearchCluster resource, Facts facts) {
    Violations violations = new Violations();
    String name = resource.getMetadata() == null ? null : resource.getMetadata().getName();
    if (name == null || !name.matches(Forms.CLUSTER_NAME)) {
      violations.add(
          "metadata.name", Objects.requireNonNull(Forms.SENTENCES.get(Forms.CLUSTER_NAME)));
    }
    ImageSearchClusterSpec spec = SpecDefaults.or(resource.getSpec(), SpecDefaults.EMPTY);
    MilvusSpec milvus = SpecDefaults.or(spec.milvus(), SpecDefaults.MILVUS);
    Bounds.check("spec", spec, violations);
    ApplicationRules.check(spec, violations);
    MilvusRules.check(milvus, violations);
    StoreRules.check(milvus, violations);
    TierRules.check(spec, milvus, violations);
    ConfigRules.check(milvus.config(), ownedKeys, violations);
    HistoryRules.check(milvus, facts, violations);
    return violations.all();
  }
}
