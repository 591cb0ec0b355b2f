package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.AuthenticationSpec;
import io.imagesearch.operator.api.v1alpha1.GpuSpec;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterSpec;
import io.imagesearch.operator.api.v1alpha1.ModelSpec;
import io.imagesearch.operator.api.v1alpha1.ResourceAmounts;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import io.imagesearch.operator.cluster.SpecDefaults;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules of what people and their pictures meet: model, embedder, API and the way in. */
final class ApplicationRules {
  private ApplicationRules() {}

  static void check(ImageSearchClusterSpec spec, Violations violations) {
    violations.unless(
        spec.ingress() == null || spec.gateway() == null,
        "spec.gateway",
        Sentences.INGRESS_OR_GATEWAY);
    AuthenticationSpec keys = spec.api() == null ? null : spec.api().authentication();
    violations.unless(
        keys == null || !keys.open() || keys.secretName() == null,
        "spec.api.authentication.secretName",
        Sentences.OPEN_OR_SECRET);
    checkModel(SpecDefaults.or(spec.model(), SpecDefaults.MODEL), violations);
    var embedder = SpecDefaults.or(spec.embedder(), SpecDefaults.EMBEDDER);
    ResourceAmounts amounts =
        SpecDefaults.or(embedder.template(), SpecDefaults.NO_CHANGES).resources();
    GpuSpec gpu = embedder.gpu();
    if (gpu != null && amounts != null) {
      String resource = SpecDefaults.or(gpu.resourceName(), "nvidia.com/gpu");
      violations.unless(
          !has(amounts.requests(), resource) && !has(amounts.limits(), resource),
          "spec.embedder.template.resources",
          Sentences.GPU_TWICE);
    }
  }

  private static void checkModel(ModelSpec model, Violations violations) {
    boolean fetched = model.uri() != null;
    violations.unless(
        !fetched || model.sha256() != null, "spec.model.sha256", Sentences.MODEL_DIGEST);
    violations.unless(
        fetched || model.sha256() == null, "spec.model.sha256", Sentences.DIGEST_WITHOUT_URI);
    violations.unless(
        fetched || model.credentialsSecret() == null,
        "spec.model.credentialsSecret",
        Sentences.CREDENTIALS_WITHOUT_URI);
  }

  private static boolean has(@Nullable Map<String, String> amounts, String resource) {
    return amounts != null && amounts.containsKey(resource);
  }
}
