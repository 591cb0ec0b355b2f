package io.imagesearch.operator.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Situation;
import io.imagesearch.operator.cluster.Tier;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pods are replaced when something changes: those that read it, and no others. */
class RolloutTest {
  private static final String ALL = "mixcoord streamingnode querynode datanode proxy";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queryNode.segcore.knowhereThreadPoolNumRatio | querynode streamingnode",
        "QUERYNODE.scheduler.cpuRatio | querynode streamingnode",
        "proxy.maxTaskNum | proxy",
        "dataCoord.segment.maxSize | mixcoord",
        "queryCoord.balanceIntervalSeconds | mixcoord",
        "queryCoord.overloadedMemoryThresholdPercentage | mixcoord querynode streamingnode",
        "dataNode.segment.syncPeriod | datanode streamingnode",
        "streamingNode.flush | streamingnode",
        "common.gracefulTime | " + ALL,
        "quotaAndLimits.flushRate.max | " + ALL,
        "log.format | " + ALL,
        // The operator's own: nothing changes.
        "etcd.rootPath | ''",
        "Etcd.RootPath | ''",
        "mq.type | ''",
        "mq | ''",
        "minio.bucketName | ''",
        "minio.ssl.tlsCACert | ''",
        "msgChannel.chanNamePrefix.cluster | ''",
        "rootCoord.enableActiveStandby | ''",
        "proxy.port | ''",
        "common.security | ''"
      })
  void aSettingReplacesThosePodsThatReadIt(String key, String roles) {
    Map<String, Object> config = Map.of(key, 7);
    assertThat(String.join(" ", changed(cluster(Map.of(), Map.of()), cluster(config, Map.of()))))
        .isEqualTo(String.join(" ", new TreeSet<>(words(roles))));
  }

  @Test
  void aSecretReplacesAllPods() {
    assertThat(
            changed(cluster(Map.of(), Map.of("keys", "a")), cluster(Map.of(), Map.of("keys", "b"))))
        .containsExactlyElementsOf(new TreeSet<>(words(ALL)));
    assertThat(
            changed(
                cluster(Map.of(), Map.of("keys", "a", "other", "a")),
                cluster(Map.of(), Map.of("keys", "a", "other", "b"))))
        .isEmpty();
  }

  @Test
  void anAutoscalerChoosesUnlessSomethingIsHandedOver() {
    Cluster scaled =
        resource("proxy: {autoscaling: {minReplicas: 2, maxReplicas: 4}}", Map.of(), Map.of());
    assertThat(deployment(scaled, "proxy").getSpec().getReplicas()).isNull();
    assertThat(deployment(scaled, "querynode").getSpec().getReplicas()).isEqualTo(1);

    Map<Tier, Integer> now = new EnumMap<>(Map.of(Tier.PROXY, 3, Tier.QUERY_NODE, 0));
    Situation seen = scaled.situation();
    Cluster handed =
        Cluster.of(
            scaled.resource(),
            new Situation(
                seen.images(),
                seen.versions(),
                now,
                Map.of(),
                Map.of(),
                false,
                false,
                Set.of(Tier.QUERY_NODE),
                Map.of(),
                null));
    assertThat(deployment(handed, "proxy").getSpec().getReplicas()).isEqualTo(3);
    assertThat(deployment(handed, "proxy").getSpec().getPaused()).isNull();
    assertThat(deployment(handed, "querynode").getSpec().getReplicas()).isZero();
    assertThat(deployment(handed, "querynode").getSpec().getPaused()).isTrue();
  }

  @Test
  void aNodeIsGivenLongerThanItGrantsItself() {
    Cluster patient = cluster(Map.of("queryNode.gracefulStopTimeout", 7200), Map.of());
    assertThat(grace(patient, "querynode")).isEqualTo(7500);
    assertThat(grace(patient, "streamingnode")).isEqualTo(7500);
    assertThat(grace(patient, "datanode")).isEqualTo(2100);
    assertThat(grace(patient, "mixcoord")).isEqualTo(120);
    assertThat(grace(patient, "proxy")).isEqualTo(120);
  }

  private static long grace(Cluster cluster, String role) {
    return deployment(cluster, role)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getTerminationGracePeriodSeconds();
  }

  private static Set<String> changed(Cluster before, Cluster after) {
    return deployments(after).entrySet().stream()
        .filter(role -> !pods(role.getValue()).equals(pods(deployment(before, role.getKey()))))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static PodTemplateSpec pods(Deployment deployment) {
    return deployment.getSpec().getTemplate();
  }

  private static Set<String> words(String line) {
    return Set.of(line.split(" ", -1));
  }

  private static Deployment deployment(Cluster cluster, String role) {
    return Objects.requireNonNull(deployments(cluster).get(role), role);
  }

  private static Map<String, Deployment> deployments(Cluster cluster) {
    return MilvusDependents.ALL.stream()
        .flatMap(dependent -> dependent.desired(cluster))
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .collect(
            Collectors.toMap(
                each -> each.getMetadata().getName().replace("shop-milvus-", ""), each -> each));
  }

  private static Cluster cluster(Map<String, Object> config, Map<String, String> digests) {
    return resource("{}", config, digests);
  }

  private static Cluster resource(
      String components, Map<String, Object> config, Map<String, String> digests) {
    ImageSearchCluster resource =
        Serialization.unmarshal(
            """
            metadata: {name: shop, namespace: pictures}
            spec:
              milvus:
                components:
                  %s
                config: %s
                objectStorage:
                  external:
                    endpoint: https://s3.example.com
                    bucket: pictures
                    credentialsSecret: keys
            """
                .formatted(components, Serialization.asJson(config)),
            ImageSearchCluster.class);
    Cluster fresh = Cluster.fresh(resource);
    Situation seen = fresh.situation();
    return Cluster.of(
        resource,
        new Situation(
            seen.images(),
            seen.versions(),
            Map.of(),
            digests,
            Map.of(),
            false,
            false,
            Set.of(),
            Map.of(),
            null));
  }
}
