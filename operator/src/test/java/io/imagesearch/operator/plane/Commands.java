package io.imagesearch.operator.plane;

import io.imagesearch.operator.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The command line of each part of the plane, on ports of loopback that stay when a part comes
 * back.
 */
record Commands(Programs programs, Path folder, Credentials credentials, List<Integer> ports) {
  static Commands prepare(Programs programs, Path folder) throws IOException {
    List<Integer> ports = FreePorts.some(3);
    return new Commands(
        programs, folder, Credentials.make(folder.resolve("credentials"), ports.getFirst()), ports);
  }

  Path audit() {
    return folder.resolve("audit.log");
  }

  String etcdEndpoint() {
    return "http://127.0.0.1:" + ports.get(1);
  }

  List<String> etcdctl(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(programs.etcd().resolve("etcdctl").toString());
    words.add("--endpoints=" + etcdEndpoint());
    words.addAll(arguments);
    return words;
  }

  List<String> etcd() {
    String clients = etcdEndpoint();
    String peers = "http://127.0.0.1:" + ports.get(2);
    return List.of(
        programs.etcd().resolve("etcd").toString(),
        "--name=plane",
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + clients,
        "--advertise-client-urls=" + clients,
        "--listen-peer-urls=" + peers,
        "--initial-advertise-peer-urls=" + peers,
        "--initial-cluster=plane=" + peers,
        // What is lost when the machine fails is of no interest here.
        "--unsafe-no-fsync",
        "--quota-backend-bytes=4294967296",
        "--log-level=warn");
  }

  List<String> apiServer() throws IOException {
    return List.of(
        programs.kubernetes("kube-apiserver"),
        "--etcd-servers=" + etcdEndpoint(),
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--secure-port=" + ports.getFirst(),
        "--cert-dir=" + credentials.certificates(),
        "--service-cluster-ip-range=10.96.0.0/12",
        "--token-auth-file=" + credentials.tokens(),
        "--anonymous-auth=false",
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-signing-key-file=" + credentials.signingKey(),
        "--service-account-key-file=" + credentials.verifyingKey(),
        "--allow-privileged",
        "--profiling=false",
        "--audit-policy-file=" + resource("audit-policy.yaml"),
        "--audit-log-path=" + audit(),
        // Without rotation: 100 GB come first.
        "--audit-log-maxsize=100000",
        "--max-requests-inflight=2000",
        "--max-mutating-requests-inflight=1000");
  }

  List<String> controllers() {
    Path kubeconfig = credentials.kubeconfig(Credentials.CONTROLLERS);
    return List.of(
        programs.kubernetes("kube-controller-manager"),
        "--kubeconfig=" + kubeconfig,
        "--secure-port=0",
        "--leader-elect=false",
        "--profiling=false",
        // So that the audit log names each controller.
        "--use-service-account-credentials",
        "--service-account-private-key-file=" + credentials.signingKey(),
        "--root-ca-file=" + credentials.certificate(),
        "--kube-api-qps=1000",
        "--kube-api-burst=2000",
        // Of Kubernetes itself are 15 s.
        "--horizontal-pod-autoscaler-sync-period=" + System.getProperty("autoscalerPeriod", "1s"),
        "--horizontal-pod-autoscaler-downscale-stabilization=5s",
        // An API server that was away is not taken for lost nodes.
        "--node-monitor-grace-period=10m");
  }

  List<String> scheduler() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("scheduler.yaml"),
            """
            apiVersion: kubescheduler.config.k8s.io/v1
            kind: KubeSchedulerConfiguration
            clientConnection: {kubeconfig: "%s", qps: 1000, burst: 2000}
            leaderElection: {leaderElect: false}
            enableProfiling: false
            podInitialBackoffSeconds: 1
            podMaxBackoffSeconds: 2
            """
                .formatted(credentials.kubeconfig(Credentials.SCHEDULER)));
    return List.of(programs.kubernetes("kube-scheduler"), "--config=" + config, "--secure-port=0");
  }

  List<String> player() throws IOException {
    return List.of(
        programs.kwok(),
        "--kubeconfig=" + credentials.kubeconfig(Credentials.PLAYER),
        "--config=" + resource("kwok.yaml"),
        "--manage-all-nodes=true",
        "--node-ip=127.0.0.1",
        "--node-lease-duration-seconds=200",
        "--cidr=10.64.0.0/12");
  }

  List<String> kubectl(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(programs.kubernetes("kubectl"));
    words.add("--kubeconfig=" + credentials.kubeconfig(Credentials.ADMIN));
    words.add("--cache-dir=" + folder.resolve("kubectl"));
    words.addAll(arguments);
    return words;
  }

  private Path resource(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(Commands.class.getResourceAsStream("/plane/" + name), name)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(folder.resolve(name), text);
    }
  }
}
