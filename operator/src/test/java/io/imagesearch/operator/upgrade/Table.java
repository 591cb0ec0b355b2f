package io.imagesearch.operator.upgrade;

import io.imagesearch.operator.api.v1alpha1.MessageQueueSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueType;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.MetadataStore;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * States of a cluster in a line: {@code index=2.5.27 mix=2.5.20!}, where what ends in {@code !} is
 * not complete.
 */
final class Table {
  private static final Map<String, Tier> ROLES =
      Map.ofEntries(
          Map.entry("root", Tier.ROOT_COORD),
          Map.entry("datac", Tier.DATA_COORD),
          Map.entry("queryc", Tier.QUERY_COORD),
          Map.entry("indexc", Tier.INDEX_COORD),
          Map.entry("mix", Tier.MIX_COORD),
          Map.entry("index", Tier.INDEX_NODE),
          Map.entry("stream", Tier.STREAMING_NODE),
          Map.entry("query", Tier.QUERY_NODE),
          Map.entry("data", Tier.DATA_NODE),
          Map.entry("proxy", Tier.PROXY));

  private Table() {}

  static Progress progress(@Nullable String reached, @Nullable String roles) {
    Map<Tier, RoleState> states = new EnumMap<>(Tier.class);
    entries(roles).forEach((role, version) -> states.put(role, state(version)));
    return new Progress(Optional.ofNullable(reached).map(Version::of), states, Optional.empty());
  }

  static Map<Tier, Version> versions(@Nullable String roles) {
    return entries(roles).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> Version.of(each.getValue())));
  }

  /** Such as {@code 2.5.27} or {@code 2.5.27 separate}. */
  static Milvus.Managed wanted(String what) {
    List<String> words = List.of(what.split(" ", -1));
    MessageQueueType queue =
        words.contains("woodpecker") ? MessageQueueType.WOODPECKER : MessageQueueType.KAFKA;
    return new Milvus.Managed(
        Version.of(words.getFirst()),
        1,
        words.contains("separate"),
        Map.of(),
        Duration.ofMinutes(30),
        new MetadataStore.Managed(3, new VolumeSpec("10Gi", null)),
        MessageQueue.of(new MessageQueueSpec(queue, null, null)));
  }

  private static RoleState state(String version) {
    boolean complete = !version.endsWith("!");
    String number = complete ? version : version.substring(0, version.length() - 1);
    return new RoleState(
        Version.of(number), "milvus:v" + number, true, 2, 2, complete ? 2 : 1, 2, 0, false);
  }

  private static Map<Tier, String> entries(@Nullable String roles) {
    Map<Tier, String> entries = new EnumMap<>(Tier.class);
    for (String entry : roles == null ? List.<String>of() : List.of(roles.split(" +", -1))) {
      List<String> pair = new ArrayList<>(List.of(entry.split("=", -1)));
      Tier role = ROLES.get(pair.getFirst());
      if (role == null) {
        throw new IllegalArgumentException("'" + pair.getFirst() + "' is no role");
      }
      entries.put(role, pair.getLast());
    }
    return entries;
  }
}
