package io.imagesearch.operator.service;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.embedder.EmbedderKey;
import io.imagesearch.operator.embedder.Embedders;
import io.imagesearch.operator.pod.Main;
import io.imagesearch.operator.pod.PodShape;
import io.imagesearch.operator.program.ModelSource;
import io.imagesearch.operator.program.Mounts;
import io.imagesearch.operator.program.ServiceProcess;
import io.imagesearch.operator.program.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The pods of the API. */
final class ApiPods {
  private static final String DATA = "/var/lib/image-search";
  private static final String EMBEDDER_KEY = "/etc/image-search/embedder";

  /** After the time that others have to notice: three phases of twenty seconds, and to spare. */
  private static final long GRACE_SECONDS = ServiceProcess.LINGER_SECONDS + 65L;

  private static final String OPTIONS = "-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError";

  private ApiPods() {}

  static PodTemplateSpec of(Cluster cluster) {
    String image = cluster.situation().image(Part.SEARCH_SERVICE);
    ModelSource model = ModelSource.of(cluster);
    Mounts mounts = new Mounts().scratch("data", DATA).add(model.volumes(), model.mounts());
    Settings settings =
        new Settings()
            .set("image-search.role", "api")
            .set("server.address", "0.0.0.0")
            .set("image-search.data", DATA)
            .set("image-search.model.location", model.location())
            .set("image-search.edge.hosts", ApiAddress.hosts(cluster));
    Access.apply(cluster, settings, mounts);
    mounts.secret("embedder-key", EMBEDDER_KEY, EmbedderKey.secret(cluster), EmbedderKey.TEXT);
    settings
        .set("image-search.embedders.urls", Embedders.url(cluster))
        .set("image-search.embedders.key", EMBEDDER_KEY + "/" + EmbedderKey.TEXT);
    Map<String, String> digests = StoreAccess.apply(cluster, settings, mounts);
    Container container =
        ServiceProcess.of(
            "api", image, settings, OPTIONS, List.of(), mounts, resources(), Duration.ofMinutes(5));
    return PodShape.of(
        cluster,
        new Main(Tier.API, container, model.init(image), mounts.volumes(), digests, GRACE_SECONDS));
  }

  /** The whole service took 0.8 GB at most (docs/benchmarks.md), of which an API is a part. */
  private static ResourceRequirements resources() {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("500m"))
        .addToRequests("memory", new Quantity("1Gi"))
        .addToLimits("memory", new Quantity("2Gi"))
        .build();
  }
}
