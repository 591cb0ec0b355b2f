package io.imagesearch.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of thousands of pods only what decisions rest on is held. */
class PodEssentialsTest {
  private static final String WHOLE =
      """
      metadata:
        name: shop-querynode-1
        uid: "17"
        labels: {a: b}
        annotations: {c: d}
        creationTimestamp: "2026-11-30T12:00:00Z"
        deletionTimestamp: "2026-11-30T13:00:00Z"
        ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: shop-querynode, uid: "16"}]
      spec:
        terminationGracePeriodSeconds: 180
        nodeName: node-1
        containers: [{name: milvus, image: "example.com/milvus:1", env: [{name: A, value: B}]}]
        volumes:
        - {name: configuration, configMap: {name: shop-querynode}}
        - {name: data, emptyDir: {}}
      status:
        phase: Running
        podIP: 10.0.0.7
        podIPs: [{ip: 10.0.0.7}]
        conditions:
        - {type: Initialized, status: "True"}
        - {type: PodScheduled, status: "False", reason: Unschedulable, message: no node}
        - {type: Ready, status: "True"}
        initContainerStatuses:
        - {name: model, image: "example.com/model:1", state: {waiting: {reason: ImagePullBackOff, message: denied}}}
        containerStatuses:
        - name: milvus
          imageID: "sha256:1"
          state: {waiting: {reason: CrashLoopBackOff}}
          lastState: {terminated: {exitCode: 1, message: "no disk"}}
      """;

  private static final String ESSENTIALS =
      """
      metadata:
        name: shop-querynode-1
        uid: "17"
        labels: {a: b}
        creationTimestamp: "2026-11-30T12:00:00Z"
        deletionTimestamp: "2026-11-30T13:00:00Z"
      spec:
        terminationGracePeriodSeconds: 180
        volumes:
        - {name: configuration, configMap: {name: shop-querynode}}
      status:
        phase: Running
        podIP: 10.0.0.7
        conditions:
        - {type: PodScheduled, status: "False", reason: Unschedulable, message: no node}
        - {type: Ready, status: "True"}
        initContainerStatuses:
        - {name: model, state: {waiting: {reason: ImagePullBackOff, message: denied}}}
        containerStatuses:
        - name: milvus
          state: {waiting: {reason: CrashLoopBackOff}}
          lastState: {terminated: {exitCode: 1, message: "no disk"}}
      """;

  @Test
  void keepsWhatIsReadAndNothingElse() {
    Pod pod = pod(WHOLE);
    PodEssentials.reduce(pod);
    assertThat(pod).isEqualTo(pod(ESSENTIALS));
  }

  @Test
  void changesNothingThatIsSaidOfThePod() {
    Pod pod = pod(WHOLE);
    pod.getMetadata().setDeletionTimestamp(null);
    PodTrouble before = PodTrouble.worst(List.of(pod)).orElseThrow();
    PodEssentials.reduce(pod);
    assertThat(PodTrouble.worst(List.of(pod))).contains(before);
  }

  @Test
  void takesAPodThatSaysNothingYet() {
    Pod pod = pod("metadata: {name: shop-querynode-1}");
    PodEssentials.reduce(pod);
    assertThat(pod).isEqualTo(pod("metadata: {name: shop-querynode-1}"));
  }

  private static Pod pod(String text) {
    return Serialization.unmarshal("apiVersion: v1\nkind: Pod\n" + text, Pod.class);
  }
}
