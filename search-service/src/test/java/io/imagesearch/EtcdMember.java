package io.imagesearch;

import java.util.List;
import java.util.Map;

/** A real etcd of one member, on loopback. */
final class EtcdMember {
  private EtcdMember() {}

  /** Starts one; returns its address when it listens. */
  static String start(ServerFolder folder) throws InterruptedException {
    List<Integer> ports = FreePorts.some(2);
    String client = "http://127.0.0.1:" + ports.getFirst();
    String peer = "http://127.0.0.1:" + ports.getLast();
    folder
        .start(
            "etcd",
            List.of(
                Provided.ETCD.folder() + "/etcd",
                "--data-dir=etcd",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                // Nothing outlives the test.
                "--unsafe-no-fsync",
                "--log-level=warn"),
            Map.of())
        .awaitListening(ports.getFirst());
    return "127.0.0.1:" + ports.getFirst();
  }
}
