package io.imagesearch.operator.plane;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A real etcd, API server with RBAC, controllers and scheduler on loopback; KWOK plays the nodes,
 * two plain ones and one with two GPUs, and their pods, as {@code plane/kwok.yaml} says. Claims of
 * the default storage class get volumes. Nothing of it outlives this JVM.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ETCD = "etcd";
  private static final String API_SERVER = "kube-apiserver";

  private final Commands commands;
  private final AuditLog audit;
  private final Map<String, GuardedProcess> parts = new ConcurrentSkipListMap<>();
  private final GuardedProcess janitor;
  private final Deque<Runnable> opened = new ArrayDeque<>();
  private final AtomicInteger namespaces = new AtomicInteger();

  private ControlPlane(Commands commands, GuardedProcess janitor) {
    this.commands = commands;
    this.janitor = janitor;
    this.audit = new AuditLog(commands.audit());
  }

  static ControlPlane start(Programs programs) {
    try {
      Path folder = Files.createTempDirectory("plane");
      GuardedProcess janitor = GuardedProcess.janitor(folder);
      ControlPlane plane = new ControlPlane(Commands.prepare(programs, folder), janitor);
      try {
        plane.run();
      } catch (IOException | RuntimeException e) {
        plane.close();
        throw e;
      }
      return plane;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() throws IOException {
    run(ETCD, commands.etcd());
    startApiServer();
    run("kube-controller-manager", commands.controllers());
    run("kube-scheduler", commands.scheduler());
    run("kwok", commands.player());
    KubernetesClient client = client();
    opened.push(client::close);
    opened.push(VolumeProvisioner.start(client)::close);
    Nodes nodes = new Nodes(client);
    nodes.put("node-1", 0);
    nodes.put("node-2", 0);
    nodes.put("gpu-1", 2);
    await(nodes::areReady);
  }

  /** A client of an administrator's, for the caller to close. */
  public KubernetesClient client() {
    return clientOf(kubeconfig());
  }

  /** The same, but that takes a refusal for an answer. */
  public KubernetesClient clientThatAsksOnce() {
    Config once = new ConfigBuilder(config(kubeconfig())).withRequestRetryBackoffLimit(0).build();
    return new KubernetesClientBuilder().withConfig(once).build();
  }

  /** A client with a token of the service account's, for the caller to close. */
  public KubernetesClient clientAs(String namespace, String serviceAccount) {
    return clientOf(kubeconfigAs(namespace, serviceAccount));
  }

  /** An administrator's. */
  public Path kubeconfig() {
    return commands.credentials().kubeconfig(Credentials.ADMIN);
  }

  /** With a token of the service account's. */
  public Path kubeconfigAs(String namespace, String serviceAccount) {
    try (KubernetesClient client = client()) {
      String token =
          client
              .serviceAccounts()
              .inNamespace(namespace)
              .withName(serviceAccount)
              .tokenRequest()
              .getStatus()
              .getToken();
      String user = "system:serviceaccount:" + namespace + ":" + serviceAccount;
      return commands.credentials().writeKubeconfig(user, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new namespace whose name begins so, in which pods can be made. */
  public String namespace(String prefix) {
    String name = prefix + "-" + namespaces.incrementAndGet();
    try (KubernetesClient client = client()) {
      client
          .namespaces()
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
      client
          .serviceAccounts()
          .inNamespace(name)
          .withName("default")
          .waitUntilCondition(Objects::nonNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    return name;
  }

  /** Adds a node, or changes how many GPUs one has. */
  public void node(String name, int gpus) {
    try (KubernetesClient client = client()) {
      Nodes nodes = new Nodes(client);
      nodes.put(name, gpus);
      await(nodes::areReady);
    }
  }

  /** Adds nodes of one kind, spread over three zones; returns when they are ready. */
  public void nodes(String prefix, int count, Map<String, Quantity> resources) {
    try (KubernetesClient client = client()) {
      Nodes nodes = new Nodes(client);
      nodes.putAll(prefix, count, resources);
      await(nodes::areReady);
    }
  }

  /** Changes that were asked for, in order, also those that were not made: see the code. */
  public List<AuditedRequest> auditWrites(Predicate<AuditedRequest> filter) {
    return audit.requests(filter.and(AuditedRequest::isWrite));
  }

  /** Requests, also reads, that the user had no right to. */
  public List<AuditedRequest> refusals(String user) {
    return audit.requests(request -> request.isRefused() && request.user().equals(user));
  }

  /**
   * What kubectl prints, as an administrator; where it fails, so does the assertion that it is part
   * of: what a controller is about to make is not there at first.
   */
  public String kubectl(String... arguments) {
    Printed printed = tryKubectl(arguments);
    if (printed.status() != 0) {
      throw new AssertionError("kubectl " + String.join(" ", arguments) + "\n" + printed);
    }
    return printed.text();
  }

  /** The same for a command that may fail. */
  public Printed tryKubectl(String... arguments) {
    return Printed.by(commands.kubectl(List.of(arguments)));
  }

  /**
   * Kills the API server for as long as this takes; returns when the next one is ready, also after
   * a failure: others use the same control plane.
   */
  public void withoutApiServer(Runnable outage) {
    stop(API_SERVER);
    try {
      outage.run();
    } finally {
      startApiServer();
    }
  }

  /** The same for etcd, over the same data; the API server stays. */
  public void withoutEtcd(Runnable outage) {
    stop(ETCD);
    try {
      outage.run();
    } finally {
      run(ETCD, commands.etcd());
      await(this::isReady);
    }
  }

  /** Where etcd is reached, with room for others' keys. */
  public String etcd() {
    return commands.etcdEndpoint();
  }

  /** Sets a key in etcd. */
  public void putInEtcd(String key, String value) {
    Printed printed = Printed.by(commands.etcdctl(List.of("put", key, value)));
    if (printed.status() != 0) {
      throw new AssertionError("etcdctl put " + key + "\n" + printed);
    }
  }

  /** Bytes of memory that each part holds. */
  public Map<String, Long> memory() {
    Map<String, Long> memory = new ConcurrentSkipListMap<>();
    parts.forEach((name, part) -> memory.put(name, part.memory()));
    return memory;
  }

  /** Processor time that each part has taken. */
  public Map<String, Duration> processorTime() {
    Map<String, Duration> times = new ConcurrentSkipListMap<>();
    parts.forEach((name, part) -> times.put(name, part.processorTime()));
    return times;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
    parts.values().forEach(GuardedProcess::close);
    janitor.close();
  }

  private void startApiServer() {
    try {
      run(API_SERVER, commands.apiServer());
      await(this::isReady);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(String name, List<String> command) {
    parts.put(name, GuardedProcess.start(name, commands.folder(), command));
  }

  private void stop(String name) {
    Objects.requireNonNull(parts.remove(name), name + " is not running").close();
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      boolean ended = !parts.values().stream().allMatch(GuardedProcess::isAlive);
      if (ended || System.nanoTime() > deadline) {
        throw new IllegalStateException("the control plane is not ready:" + said());
      }
      pause();
    }
  }

  private String said() {
    StringBuilder said = new StringBuilder();
    parts.forEach((name, part) ->
        said.append("\n\n")
            .append(name)
            .append(part.isAlive() ? "" : " (ended)")
            .append('\n')
            .append(part.said()));
    return said.toString();
  }

  private boolean isReady() {
    if (!Files.exists(commands.credentials().certificate())) {
      return false;
    }
    try (KubernetesClient client = clientThatAsksOnce()) {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false; // nobody listens yet, or etcd is away
    }
  }

  private static KubernetesClient clientOf(Path kubeconfig) {
    return new KubernetesClientBuilder().withConfig(config(kubeconfig)).build();
  }

  private static Config config(Path kubeconfig) {
    return Config.fromKubeconfig(kubeconfig.toFile());
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
