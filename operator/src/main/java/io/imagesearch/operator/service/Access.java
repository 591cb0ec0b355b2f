package io.imagesearch.operator.service;

import io.imagesearch.operator.api.v1alpha1.AuthenticationSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.program.Mounts;
import io.imagesearch.operator.program.Settings;
import java.util.Optional;

/** Who may use the API. */
public final class Access {
  /** The file of keys in the Secret, which has their digests. */
  public static final String FILE = "keys.json";

  /** The text of a key that may read, in the same Secret: what Prometheus sends. */
  public static final String METRICS_KEY = "metrics-key";

  private static final String FOLDER = "/etc/image-search/access";

  private Access() {}

  /** The Secret with the keys, a person's or the operator's own; none where anybody may come. */
  public static Optional<String> secret(Cluster cluster) {
    AuthenticationSpec spec = cluster.spec().authentication();
    if (spec.open()) {
      return Optional.empty();
    }
    String named = spec.secretName();
    return Optional.of(named == null ? generated(cluster) : named);
  }

  /** Name of the Secret that the operator makes where a person names none. */
  public static String generated(Cluster cluster) {
    return cluster.nameOf("api-keys");
  }

  /** A running process takes up changed keys, so that none of them needs a restart. */
  static void apply(Cluster cluster, Settings settings, Mounts mounts) {
    secret(cluster)
        .ifPresentOrElse(
            secret -> {
              mounts.secret("access", FOLDER, secret, FILE);
              settings.set("image-search.access.keys", FOLDER + "/" + FILE);
            },
            () -> settings.set("image-search.access.open", true));
  }
}
