package io.imagesearch.operator.status;

import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.MetadataStore;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.ObjectStore;
import io.imagesearch.operator.cluster.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Secrets that a spec names, and which condition suffers where one is missing. */
public final class References {
  private References() {}

  /** A Secret by name, and what needs it. */
  public record Reference(String secret, ConditionType neededFor) {}

  public static Set<String> names(Spec spec) {
    return of(spec).stream().map(Reference::secret).collect(Collectors.toSet());
  }

  public static List<Reference> of(Spec spec) {
    List<Reference> found = new ArrayList<>();
    add(found, spec.model().credentialsSecret(), ConditionType.EMBEDDER_READY);
    add(found, spec.authentication().secretName(), ConditionType.API_READY);
    spec.ingress()
        .ifPresent(ingress -> add(found, ingress.tlsSecretName(), ConditionType.INGRESS_READY));
    if (spec.objectStore() instanceof ObjectStore.External(var store)) {
      add(found, store.credentialsSecret(), ConditionType.OBJECT_STORE_READY);
      add(found, store.tlsSecret(), ConditionType.OBJECT_STORE_READY);
    }
    switch (spec.milvus()) {
      case Milvus.External(var external, _) -> {
        add(found, external.credentialsSecret(), ConditionType.MILVUS_READY);
        add(found, external.tlsSecret(), ConditionType.MILVUS_READY);
      }
      case Milvus.Managed managed -> addManaged(found, managed);
    }
    return List.copyOf(found);
  }

  private static void addManaged(List<Reference> found, Milvus.Managed milvus) {
    if (milvus.metadata() instanceof MetadataStore.External(var etcd)) {
      add(found, etcd.authSecret(), ConditionType.METADATA_STORE_READY);
      add(found, etcd.tlsSecret(), ConditionType.METADATA_STORE_READY);
    }
    switch (milvus.queue()) {
      case MessageQueue.ExternalKafka(var kafka) -> {
        add(found, kafka.authSecret(), ConditionType.MESSAGE_QUEUE_READY);
        add(found, kafka.tlsSecret(), ConditionType.MESSAGE_QUEUE_READY);
      }
      case MessageQueue.Pulsar(var pulsar) ->
          add(found, pulsar.authSecret(), ConditionType.MESSAGE_QUEUE_READY);
      case MessageQueue.ManagedKafka _ -> {}
      case MessageQueue.Woodpecker _ -> {}
    }
  }

  private static void add(List<Reference> found, @Nullable String secret, ConditionType neededFor) {
    if (secret != null) {
      found.add(new Reference(secret, neededFor));
    }
  }
}
