package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches the Secrets that clusters name, each by its own name: a namespace may hold thousands of
 * others, which are nobody's business here.
 */
public final class SecretWatch extends SimpleInboundEventSource<ImageSearchCluster> {
  private final KubernetesClient client;
  private final Map<ResourceID, Watched> watched = new ConcurrentHashMap<>();

  private record Watched(SharedIndexInformer<Secret> informer, Set<ResourceID> users) {}

  public SecretWatch(KubernetesClient client) {
    super("secrets-by-name");
    this.client = client;
  }

  /** Digests of those Secrets that are there, from now on watched for the cluster. */
  public synchronized Map<String, String> digests(ImageSearchCluster cluster, Set<String> names) {
    ResourceID user = ResourceID.fromResource(cluster);
    String namespace = cluster.getMetadata().getNamespace();
    forgetOthers(user, names);
    Map<String, String> digests = new HashMap<>();
    for (String name : names) {
      ResourceID secret = new ResourceID(name, namespace);
      Watched watch = watched.computeIfAbsent(secret, this::watch);
      watch.users().add(user);
      watch.informer().getStore().list().stream()
          .findFirst()
          .ifPresent(found -> digests.put(name, digest(found)));
    }
    return digests;
  }

  /** A Secret that is watched, if it is there. */
  public Optional<Secret> find(String namespace, String name) {
    return Optional.ofNullable(watched.get(new ResourceID(name, namespace)))
        .flatMap(watch -> watch.informer().getStore().list().stream().findFirst());
  }

  /** Ends what is watched for a cluster that is gone. */
  public synchronized void forget(ResourceID cluster) {
    forgetOthers(cluster, Set.of());
  }

  /** How many Secrets are watched. */
  public int size() {
    return watched.size();
  }

  @Override
  public synchronized void stop() {
    watched.values().forEach(each -> each.informer().stop());
    watched.clear();
    super.stop();
  }

  private void forgetOthers(ResourceID user, Set<String> names) {
    watched
        .entrySet()
        .removeIf(entry -> {
          if (names.contains(entry.getKey().getName())
              && entry.getKey().getNamespace().equals(user.getNamespace())) {
            return false;
          }
          boolean last =
              entry.getValue().users().remove(user) && entry.getValue().users().isEmpty();
          if (last) {
            entry.getValue().informer().stop();
          }
          return last;
        });
  }

  private Watched watch(ResourceID secret) {
    Set<ResourceID> users = ConcurrentHashMap.newKeySet();
    var informer =
        client
            .secrets()
            .inNamespace(secret.getNamespace().orElseThrow())
            .withName(secret.getName())
            .inform(new Changes(users));
    return new Watched(informer, users);
  }

  private final class Changes implements ResourceEventHandler<Secret> {
    private final Set<ResourceID> users;

    Changes(Set<ResourceID> users) {
      this.users = users;
    }

    @Override
    public void onAdd(Secret secret) {
      users.forEach(SecretWatch.this::propagateEvent);
    }

    @Override
    public void onUpdate(Secret before, Secret now) {
      if (!digest(before).equals(digest(now))) {
        users.forEach(SecretWatch.this::propagateEvent);
      }
    }

    @Override
    public void onDelete(Secret secret, boolean unknown) {
      users.forEach(SecretWatch.this::propagateEvent);
    }
  }

  private static String digest(Secret secret) {
    MessageDigest sha256 = sha256();
    @Nullable Map<String, String> data = secret.getData();
    new TreeMap<>(data == null ? Map.of() : data)
        .forEach((key, value) -> {
          sha256.update(key.getBytes(StandardCharsets.UTF_8));
          sha256.update((byte) 0);
          sha256.update(value.getBytes(StandardCharsets.UTF_8));
          sha256.update((byte) 0);
        });
    return HexFormat.of().formatHex(sha256.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
