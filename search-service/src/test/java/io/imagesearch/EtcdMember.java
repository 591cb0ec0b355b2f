package io.imagesearch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;

/** A real etcd of one member, on loopback. */
final class EtcdMember {
  private static final String VARIABLE = "IMAGE_SEARCH_ETCD";

  private EtcdMember() {}

  /** Skips the test where {@code make test} built none. */
  static void assumeThere() {
    assumeTrue(
        System.getenv(VARIABLE) != null,
        VARIABLE + " is not set: dev/etcd prints what it is to be");
  }

  /** Starts one; returns its address when it listens. */
  static String start(ServerFolder folder) throws InterruptedException {
    List<Integer> ports = FreePorts.some(2);
    String client = "http://127.0.0.1:" + ports.getFirst();
    String peer = "http://127.0.0.1:" + ports.getLast();
    folder
        .start(
            "etcd",
            List.of(
                System.getenv(VARIABLE) + "/etcd",
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
