package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer has seen, as packed JSON: as objects, what the operator made for one cluster
 * would take more than a megabyte, most of it maps of who manages which field. Of these it keeps
 * what is needed to tell whether something changed, and of pods what is read of them. Each reader
 * gets a copy; of what is put, only the metadata is left, which is all that an event needs.
 */
public final class CompactStore<R extends HasMetadata> implements ItemStore<R> {
  private static final String NO_SPEC = "{\"spec\": null, \"status\": null}";
  private static final String NO_DATA = "{\"data\": null}";

  private final Class<R> kind;
  private final String manager;
  private final KubernetesSerialization serialization;
  private final Map<String, byte[]> packed = new ConcurrentHashMap<>();

  /**
   * An empty store, for one informer alone: what a list lacks is removed from it.
   *
   * @param manager of fields, whose entries are kept
   */
  public CompactStore(Class<R> kind, String manager, KubernetesSerialization serialization) {
    this.kind = kind;
    this.manager = manager;
    this.serialization = serialization;
  }

  @Override
  public String getKey(R object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable R put(String key, R object) {
    List<ManagedFieldsEntry> all = object.getMetadata().getManagedFields();
    if (all != null) {
      object.getMetadata().setManagedFields(all.stream().filter(this::isNeeded).toList());
    }
    if (object instanceof Pod pod) {
      PodEssentials.reduce(pod);
    }
    byte @Nullable [] before = packed.put(key, pack(object));
    empty(object);
    return unpack(before);
  }

  @Override
  public @Nullable R remove(String key) {
    return unpack(packed.remove(key));
  }

  @Override
  public Stream<String> keySet() {
    return packed.keySet().stream();
  }

  /** Their metadata alone: who lists them at all wants to know which there are. */
  @Override
  public Stream<R> values() {
    return packed.values().stream().map(this::unpackPresent).map(this::head);
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  @Override
  public @Nullable R get(String key) {
    return unpack(packed.get(key));
  }

  @Override
  public int size() {
    return packed.size();
  }

  /** The operator's own, and who else may have set a number of pods. */
  private boolean isNeeded(ManagedFieldsEntry entry) {
    FieldsV1 fields = entry.getFieldsV1();
    return manager.equals(entry.getManager())
        || (fields != null
            && fields.getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
            && spec.containsKey("f:replicas"));
  }

  /**
   * Leaves the metadata alone. Events hold the object, and at a start all of them wait until
   * everything was listed.
   */
  private void empty(R object) {
    object.getMetadata().setManagedFields(List.of());
    boolean data = object instanceof ConfigMap || object instanceof Secret;
    serialization.mergePatch(object, data ? NO_DATA : NO_SPEC);
  }

  private R head(R object) {
    object.getMetadata().setManagedFields(List.of());
    return serialization.convertValue(
        Map.of(
            "apiVersion", object.getApiVersion(),
            "kind", object.getKind(),
            "metadata", object.getMetadata()),
        kind);
  }

  private byte[] pack(R object) {
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(serialization.asJson(object).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return bytes.toByteArray();
  }

  private @Nullable R unpack(byte @Nullable [] bytes) {
    return bytes == null ? null : unpackPresent(bytes);
  }

  private R unpackPresent(byte[] bytes) {
    return serialization.unmarshal(new InflaterInputStream(new ByteArrayInputStream(bytes)), kind);
  }
}
