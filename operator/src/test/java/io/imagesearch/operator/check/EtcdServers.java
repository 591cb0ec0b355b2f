package io.imagesearch.operator.check;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Members of a real etcd, on loopback. */
final class EtcdServers implements AutoCloseable {
  private static final String VARIABLE = "IMAGE_SEARCH_ETCD";

  private final Path folder;
  private final List<Integer> clients = new ArrayList<>();
  private final List<Integer> peers = new ArrayList<>();
  private final List<ServerProcess> members = new ArrayList<>();

  EtcdServers(Path folder, int size) {
    assumeThat(System.getenv(VARIABLE)).as(VARIABLE + ": dev/etcd prints it").isNotNull();
    this.folder = folder;
    List<Integer> ports = FreePorts.some(2 * size);
    clients.addAll(ports.subList(0, size));
    peers.addAll(ports.subList(size, 2 * size));
    for (int i = 0; i < size; i++) {
      members.add(member(i, "member-" + i));
    }
    clients.forEach(port -> members.get(clients.indexOf(port)).listening(port));
    // They listen before the others know them by name, and one that is killed until then is to the
    // others as one that never was: it may come back without its data.
    endpoints().forEach(this::awaitAllStarted);
  }

  private void awaitAllStarted(String endpoint) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(() -> started(ctlOf(endpoint, "member", "list")) == clients.size());
  }

  private static long started(String members) {
    return members.lines().filter(line -> line.contains(", started, ")).count();
  }

  /** Starts a member over a folder. */
  ServerProcess member(int number, String data, String... more) {
    List<String> cluster = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      cluster.add("m" + i + "=http://127.0.0.1:" + peers.get(i));
    }
    String client = "http://127.0.0.1:" + clients.get(number);
    String peer = "http://127.0.0.1:" + peers.get(number);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getenv(VARIABLE), "etcd").toString(),
                "--name=m" + number,
                "--data-dir=" + folder.resolve(data),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=" + String.join(",", cluster),
                "--initial-cluster-token=test",
                "--heartbeat-interval=100",
                "--election-timeout=1000"));
    command.addAll(List.of(more));
    return ServerProcess.start(folder, command, Map.of());
  }

  /** Starts one with these flags alone. */
  ServerProcess run(String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getenv(VARIABLE), "etcd").toString());
    command.addAll(List.of(flags));
    return ServerProcess.start(folder, command, Map.of());
  }

  /** Runs etcdctl; returns what it prints. */
  String ctl(String... arguments) {
    return ctlOf(String.join(",", endpoints()), arguments);
  }

  private String ctlOf(String endpoints, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getenv(VARIABLE), "etcdctl").toString(),
                "--endpoints=" + endpoints));
    command.addAll(List.of(arguments));
    try (ServerProcess process = ServerProcess.start(folder, command, Map.of("ETCDCTL_API", "3"))) {
      int status = process.end();
      if (status != 0) {
        throw new IllegalStateException(String.join(" ", arguments) + ":\n" + process.log());
      }
      return process.log();
    }
  }

  List<String> endpoints() {
    return clients.stream().map(port -> "127.0.0.1:" + port).toList();
  }

  int peerPort(int number) {
    return peers.get(number);
  }

  int clientPort(int number) {
    return clients.get(number);
  }

  ServerProcess get(int number) {
    return members.get(number);
  }

  @Override
  public void close() {
    members.forEach(ServerProcess::close);
  }
}
