package io.imagesearch.operator.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnControlPlane
class ControlPlaneIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ControlPlane plane;
  private final KubernetesClient client;
  private final String namespace;

  ControlPlaneIT(ControlPlane plane) {
    this.plane = plane;
    this.client = plane.client();
    this.namespace = plane.namespace("plane");
  }

  @BeforeEach
  void apply() throws IOException {
    try (InputStream objects =
        Objects.requireNonNull(getClass().getResourceAsStream("/plane/workloads.yaml"))) {
      client.load(objects).inNamespace(namespace).serverSideApply();
    }
    awaitReady();
  }

  @AfterEach
  void remove() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  @Test
  void runsWhatIsApplied() {
    eventually(() -> assertThat(web().getReadyReplicas()).isEqualTo(3));

    assertThat(pod("gpu").getSpec().getNodeName()).isEqualTo("gpu-1");
    assertThat(claims()).hasSize(2).allMatch(claim -> claim.getStatus().getPhase().equals("Bound"));
    eventually(() ->
        assertThat(
                client.discovery().v1().endpointSlices().inNamespace(namespace).list().getItems())
            .singleElement()
            .satisfies(slice -> assertThat(slice.getEndpoints()).hasSize(3)));
  }

  @Test
  void holdsBackWhatAsksForMoreGpusThanAreFree() {
    kubectl("set", "resources", "deployment/web", "--limits=nvidia.com/gpu=1");

    // one of the two is taken, and the rollout adds a pod before it ends one
    eventually(() ->
        assertThat(pods("web"))
            .flatExtracting(pod -> pod.getStatus().getConditions())
            .anySatisfy(condition -> {
              assertThat(condition.getReason()).isEqualTo("Unschedulable");
              assertThat(condition.getMessage()).contains("Insufficient nvidia.com/gpu");
            }));

    plane.node("gpu-1", 5);
    awaitReady();
    plane.node("gpu-1", 2);
  }

  @Test
  void deletesInTheForegroundAndCollectsWhatHasNoOwner() {
    Deployment deployment =
        client.apps().deployments().inNamespace(namespace).withName("web").get();
    ConfigMap owned =
        new ConfigMapBuilder(configMap("owned"))
            .editMetadata()
            .addNewOwnerReference()
            .withApiVersion("apps/v1")
            .withKind("Deployment")
            .withName("web")
            .withUid(deployment.getMetadata().getUid())
            .endOwnerReference()
            .endMetadata()
            .build();
    client.resource(owned).create();

    kubectl("delete", "deployment/web", "--cascade=foreground", "--timeout=60s");

    assertThat(pods("web")).isEmpty();
    eventually(() -> assertThat(client.resource(owned).get()).isNull());
  }

  @Test
  void growsVolumesAndRemovesThemWithTheirClaims() {
    List<String> volumes = claims().stream().map(claim -> claim.getSpec().getVolumeName()).toList();

    kubectl(
        "patch",
        "pvc/data-store-0",
        "--patch={\"spec\": {\"resources\": {\"requests\": {\"storage\": \"2Gi\"}}}}");
    eventually(() ->
        assertThat(claims().getFirst().getStatus().getCapacity().get("storage"))
            .hasToString("2Gi"));

    kubectl("delete", "statefulset/store", "pvc/data-store-0", "pvc/data-store-1");
    eventually(() ->
        assertThat(client.persistentVolumes().list().getItems())
            .noneMatch(volume -> volumes.contains(volume.getMetadata().getName())));
  }

  @Test
  void saysWhoWroteWhatAndWhoWasRefused() {
    kubectl("create", "serviceaccount", "writer");
    kubectl("create", "role", "writer", "--verb=create", "--resource=configmaps");
    kubectl(
        "create",
        "rolebinding",
        "writer",
        "--role=writer",
        "--serviceaccount=" + namespace + ":writer");
    String user = "system:serviceaccount:" + namespace + ":writer";

    try (KubernetesClient writer = plane.clientAs(namespace, "writer")) {
      writer.resource(configMap("note")).create();
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> writer.secrets().inNamespace(namespace).list());
    }

    assertThat(plane.auditWrites(request -> request.user().equals(user)))
        .singleElement()
        .satisfies(request -> {
          assertThat(request.verb()).isEqualTo("create");
          assertThat(request.resource()).isEqualTo("configmaps");
          assertThat(request.name()).isEqualTo("note");
          assertThat(request.code()).isEqualTo(201);
        });
    assertThat(plane.refusals(user))
        .singleElement()
        .satisfies(request -> assertThat(request.resource()).isEqualTo("secrets"));
  }

  @Test
  void showsPodsThatFailAndRecover() {
    String name = pods("web").getFirst().getMetadata().getName();

    annotate(name, "state=CrashLoopBackOff", "message=no route to host");
    eventually(() -> {
      assertThat(container(name).getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
      assertThat(container(name).getLastState().getTerminated().getMessage())
          .isEqualTo("no route to host");
      assertThat(web().getUnavailableReplicas()).isEqualTo(1);
    });

    annotate(name, "state=NotReady");
    eventually(() -> {
      assertThat(container(name).getState().getRunning()).isNotNull();
      assertThat(container(name).getReady()).isFalse();
    });

    annotate(name, "state-");
    awaitReady();
    assertThat(container(name).getRestartCount()).isEqualTo(3);
  }

  @Test
  void pullsNoImageOfAMissingRegistry() {
    kubectl("set", "image", "statefulset/store", "prepare=missing.invalid/prepare:1");

    eventually(() -> {
      assertThat(pod("store-1").getStatus().getPhase()).isEqualTo("Pending");
      assertThat(pod("store-1").getStatus().getInitContainerStatuses())
          .extracting(status -> status.getState().getWaiting().getReason())
          .containsExactly("ImagePullBackOff");
      assertThat(container("store-1").getState().getWaiting().getReason())
          .isEqualTo("PodInitializing");
    });
  }

  @Test
  void canBeAskedAgainForWhatIsNotThereYet() {
    AtomicInteger looks = new AtomicInteger();
    eventually(() -> {
      if (looks.incrementAndGet() == 2) {
        kubectl("create", "configmap", "later");
      }
      assertThat(kubectl("get", "configmap/later", "-o", "name")).isNotBlank();
    });
    assertThat(looks).hasValue(2);
  }

  @Test
  void comesBackWithoutItsApiServerAndWithoutEtcd() {
    plane.withoutApiServer(() -> assertThat(plane.tryKubectl("get", "pods").status()).isNotZero());
    scaleTo(5);

    assertThat(readiness()).isZero();
    // the API server asks etcd once in a second at most, and says until then what it heard last
    plane.withoutEtcd(() -> eventually(() -> assertThat(readiness()).isNotZero()));
    scaleTo(4);
  }

  private int readiness() {
    return plane.tryKubectl("get", "--raw=/readyz").status();
  }

  private void scaleTo(int replicas) {
    String patch =
        "--patch={\"spec\": {\"minReplicas\": %1$d, \"maxReplicas\": %1$d}}".formatted(replicas);
    kubectl("patch", "hpa/web", patch);
    eventually(() -> assertThat(web().getReadyReplicas()).isEqualTo(replicas));
  }

  private void awaitReady() {
    kubectl("rollout", "status", "deployment/web", "--timeout=60s");
    kubectl("rollout", "status", "statefulset/store", "--timeout=60s");
    kubectl("wait", "--for=condition=Ready", "pod/gpu", "--timeout=60s");
  }

  private void annotate(String pod, String... words) {
    Stream<String> command = Stream.of("annotate", "--overwrite", "pod/" + pod);
    Stream<String> annotations = Stream.of(words).map(word -> "kwok.imagesearch.io/" + word);
    kubectl(Stream.concat(command, annotations).toArray(String[]::new));
  }

  private String kubectl(String... arguments) {
    Stream<String> words = Stream.concat(Stream.of("-n", namespace), Stream.of(arguments));
    return plane.kubectl(words.toArray(String[]::new));
  }

  private ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .build();
  }

  private DeploymentStatus web() {
    return client.apps().deployments().inNamespace(namespace).withName("web").get().getStatus();
  }

  private Pod pod(String name) {
    return client.pods().inNamespace(namespace).withName(name).get();
  }

  private List<Pod> pods(String app) {
    return client.pods().inNamespace(namespace).withLabel("app", app).list().getItems();
  }

  private ContainerStatus container(String pod) {
    return pod(pod).getStatus().getContainerStatuses().getFirst();
  }

  private List<PersistentVolumeClaim> claims() {
    return client.persistentVolumeClaims().inNamespace(namespace).list().getItems();
  }

  private static void eventually(ThrowingRunnable assertions) {
    await().atMost(PATIENCE).ignoreException(NullPointerException.class).untilAsserted(assertions);
  }
}
