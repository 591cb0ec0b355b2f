package io.imagesearch.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.embedder.Embedders;
import io.imagesearch.operator.etcd.Etcd;
import io.imagesearch.operator.kafka.Kafka;
import io.imagesearch.operator.milvus.MilvusDependents;
import io.imagesearch.operator.monitoring.PodMonitors;
import io.imagesearch.operator.network.ApiIngress;
import io.imagesearch.operator.network.ApiRoute;
import io.imagesearch.operator.network.NetworkPolicies;
import io.imagesearch.operator.objectstorage.ObjectStorage;
import io.imagesearch.operator.pod.IgnoredChanges;
import io.imagesearch.operator.program.ServiceAccounts;
import io.imagesearch.operator.scaling.Autoscalers;
import io.imagesearch.operator.scaling.DisruptionBudgets;
import io.imagesearch.operator.service.Api;
import java.util.List;
import java.util.stream.Stream;

/** All that a cluster is made of, in the order in which it is made. */
public final class Dependents {
  /** What holds no state of its own; each is applied as soon as it differs from what is there. */
  public static final List<Dependent> ALL =
      Stream.of(
              List.of(
                  new NetworkPolicies(),
                  new ServiceAccounts(),
                  new Etcd(),
                  new ObjectStorage(),
                  new Kafka()),
              MilvusDependents.ALL,
              List.of(
                  new Embedders(),
                  new Api(),
                  new Autoscalers(),
                  new DisruptionBudgets(),
                  new ApiIngress(),
                  new ApiRoute(),
                  new PodMonitors()))
          .<Dependent>flatMap(List::stream)
          .toList();

  private Dependents() {}

  /** What of the templates has no effect, since the operator owns it: tier and field of each. */
  public static List<String> ignored(Cluster cluster) {
    Stream<HasMetadata> all = ALL.stream().flatMap(dependent -> dependent.desired(cluster));
    return IgnoredChanges.of(cluster, all);
  }
}
