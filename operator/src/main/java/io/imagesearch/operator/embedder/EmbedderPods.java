package io.imagesearch.operator.embedder;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.pod.Main;
import io.imagesearch.operator.pod.PodShape;
import io.imagesearch.operator.program.ModelSource;
import io.imagesearch.operator.program.Mounts;
import io.imagesearch.operator.program.ServiceProcess;
import io.imagesearch.operator.program.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of the embedders. */
final class EmbedderPods {
  private static final String CONTAINER = "embedder";
  private static final String KEYS = "/etc/image-search/access";
  private static final String CACHE = "/var/cache/image-search";

  /** After the time that others have to notice: three phases of ten seconds, and to spare. */
  private static final long GRACE_SECONDS = ServiceProcess.LINGER_SECONDS + 35L;

  /**
   * Each pass takes a processor, so it counts those that are set aside for it and not those of its
   * node. Most of its memory is the engine's and not the heap's.
   */
  private static final String OPTIONS =
      "-XX:ActiveProcessorCount=$(CPU_REQUEST) -XX:MaxRAMPercentage=40"
          + " -XX:+ExitOnOutOfMemoryError";

  private EmbedderPods() {}

  static PodTemplateSpec of(Cluster cluster) {
    String image = cluster.situation().image(Part.EMBEDDER);
    Optional<Gpu> gpu = cluster.spec().gpu().map(Gpu::of);
    ModelSource model = ModelSource.of(cluster);
    Mounts mounts =
        new Mounts()
            .secret("access", KEYS, EmbedderKey.secret(cluster), EmbedderKey.FILE)
            .scratch("cache", CACHE)
            .add(model.volumes(), model.mounts());
    Container container =
        ServiceProcess.of(
            CONTAINER,
            image,
            settings(model, gpu.isPresent()),
            OPTIONS,
            List.of(cpuRequest()),
            mounts,
            resources(gpu.isPresent()),
            // A GPU's libraries are large, and its kernels are chosen when it is warmed.
            Duration.ofMinutes(gpu.isPresent() ? 10 : 5));
    PodTemplateSpec pods =
        PodShape.of(
            cluster,
            new Main(
                Tier.EMBEDDER,
                container,
                model.init(image),
                mounts.volumes(),
                Map.of(),
                GRACE_SECONDS));
    return gpu.map(each -> each.addTo(pods, CONTAINER)).orElse(pods);
  }

  private static Settings settings(ModelSource model, boolean gpu) {
    return new Settings()
        .set("image-search.role", "embedder")
        .set("server.address", "0.0.0.0")
        .set("image-search.access.keys", KEYS + "/" + EmbedderKey.FILE)
        .set("image-search.cache", CACHE)
        .set("image-search.model.location", model.location())
        // A slow start would otherwise pass for a GPU's: it starts on one or not at all.
        .set("image-search.engine.device", gpu ? "cuda" : "cpu");
  }

  private static EnvVar cpuRequest() {
    return new EnvVarBuilder()
        .withName("CPU_REQUEST")
        .withNewValueFrom()
        .withNewResourceFieldRef()
        .withContainerName(CONTAINER)
        .withResource("requests.cpu")
        .withDivisor(new Quantity("1"))
        .endResourceFieldRef()
        .endValueFrom()
        .build();
  }

  /**
   * On two processors the whole service took 0.8 GB at most (docs/benchmarks.md). Beside a GPU,
   * processors decode and resize: about 170 pictures a second each.
   */
  private static ResourceRequirements resources(boolean gpu) {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity(gpu ? "4" : "2"))
        .addToRequests("memory", new Quantity(gpu ? "4Gi" : "1536Mi"))
        .addToLimits("memory", new Quantity(gpu ? "8Gi" : "3Gi"))
        .build();
  }
}
