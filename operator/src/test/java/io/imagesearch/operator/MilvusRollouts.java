package io.imagesearch.operator;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which roles of Milvus were rolling out at the same time: the history of the Deployments, in the
 * order in which the API server tells it.
 */
final class MilvusRollouts implements AutoCloseable, ResourceEventHandler<Deployment> {
  private final Set<String> rolling = new TreeSet<>();
  private final List<Set<String>> history = Collections.synchronizedList(new ArrayList<>());
  private final SharedIndexInformer<Deployment> informer;

  MilvusRollouts(LiveClusters clusters) {
    informer = clusters.client.apps().deployments().inNamespace(clusters.namespace).inform(this);
  }

  /** What rolled out at once, each set as often as it changed. */
  List<Set<String>> history() {
    return List.copyOf(history);
  }

  @Override
  public void onAdd(Deployment deployment) {
    note(deployment, isUnderWay(deployment));
  }

  @Override
  public void onUpdate(Deployment before, Deployment now) {
    note(now, isUnderWay(now));
  }

  @Override
  public void onDelete(Deployment deployment, boolean unknown) {
    note(deployment, false);
  }

  private void note(Deployment deployment, boolean underWay) {
    String name = deployment.getMetadata().getName();
    int role = name.indexOf("-milvus-");
    if (role < 0) {
      return;
    }
    String component = name.substring(role + "-milvus-".length());
    boolean changed = underWay ? rolling.add(component) : rolling.remove(component);
    if (changed) {
      history.add(new TreeSet<>(rolling));
    }
  }

  private static boolean isUnderWay(Deployment deployment) {
    DeploymentStatus status =
        Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
    int desired = count(deployment.getSpec().getReplicas(), 1);
    return !Objects.equals(status.getObservedGeneration(), deployment.getMetadata().getGeneration())
        || count(status.getUpdatedReplicas(), 0) != desired
        || count(status.getReplicas(), 0) != desired
        || count(status.getAvailableReplicas(), 0) != desired;
  }

  private static int count(@Nullable Integer count, int otherwise) {
    return count == null ? otherwise : count;
  }

  @Override
  public void close() {
    informer.close();
  }
}
