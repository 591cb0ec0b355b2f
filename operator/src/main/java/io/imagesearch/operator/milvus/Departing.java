package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;

/**
 * What happens in a pod before its process is told to end. One that waits for etcd while it begins,
 * or has lost it, does not listen to that, and would be there until its grace period is over. It
 * holds nothing that it could hand over; so whoever is not healthy is killed.
 */
final class Departing {
  /** With what the shell has of its own: an image need not have an HTTP client. */
  private static final String KILL_UNLESS_HEALTHY =
      """
      exec 3<>/dev/tcp/127.0.0.1/%d && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 \\
        && read -r -t 10 _ status _ <&3 && [ "$status" = 200 ] && exit
      for process in /proc/[0-9]*; do
        [ "$(<"$process/comm")" = milvus ] && kill -KILL "${process#/proc/}"
      done
      exit 0
      """
          .formatted(Ports.MILVUS_METRICS);

  private Departing() {}

  static Lifecycle of(Tier role) {
    if (role == Tier.PROXY) {
      return new LifecycleBuilder()
          .withNewPreStop()
          .withNewSleep((long) Grace.LINGER_SECONDS)
          .endPreStop()
          .build();
    }
    return new LifecycleBuilder()
        .withNewPreStop()
        .withNewExec()
        .withCommand("bash", "-c", KILL_UNLESS_HEALTHY)
        .endExec()
        .endPreStop()
        .build();
  }
}
