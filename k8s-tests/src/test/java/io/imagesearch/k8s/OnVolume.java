package io.imagesearch.k8s;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.cluster.Tier;

/** What somebody does to the files of a store behind its back. */
final class OnVolume {
  private OnVolume() {}

  /**
   * Runs a script in a pod of its own, to its end, and leaves nothing of it.
   *
   * @param claim whose volume is at {@code /data}
   */
  static void run(Shop shop, String claim, String script) {
    String name = "on-" + claim;
    // Of the images that the nodes have, one with a shell.
    String image = shop.pods(Tier.KAFKA).getFirst().getSpec().getContainers().getFirst().getImage();
    shop.client().resource(pod(name, image, claim, script)).create();
    try {
      Commands.kubectl(
          "-n",
          Shop.NAMESPACE,
          "wait",
          "pod/" + name,
          "--for=jsonpath={.status.phase}=Succeeded",
          "--timeout=120s");
    } finally {
      Commands.kubectl("-n", Shop.NAMESPACE, "delete", "pod/" + name, "--ignore-not-found");
    }
  }

  /** Takes all the room that is left. */
  static void fill(Shop shop, String claim) {
    run(shop, claim, "cat /dev/zero >/data/filler; exit 0");
  }

  private static Pod pod(String name, String image, String claim, String script) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: %s}
            spec:
              restartPolicy: Never
              automountServiceAccountToken: false
              securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: script
                  image: %s
                  imagePullPolicy: IfNotPresent
                  command: [bash, -c]
                  securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                  volumeMounts: [{name: data, mountPath: /data}]
              volumes: [{name: data, persistentVolumeClaim: {claimName: %s}}]
            """
                .formatted(name, Shop.NAMESPACE, image, claim),
            Pod.class);
    pod.getSpec().getContainers().getFirst().getCommand().add(script);
    return pod;
  }
}
