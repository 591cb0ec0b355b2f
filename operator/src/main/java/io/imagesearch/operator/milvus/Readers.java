package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Tier;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which roles read which keys. A change of a key restarts those that read it and no others, so that
 * a key goes to no other's milvus.yaml.
 */
final class Readers {
  private static final Set<Tier> MIX = Set.of(Tier.MIX_COORD);

  private static final Map<String, Set<Tier>> OF_SECTIONS =
      Map.ofEntries(
          Map.entry("proxy", Set.of(Tier.PROXY)),
          Map.entry("rootcoord", Set.of(Tier.ROOT_COORD, Tier.MIX_COORD)),
          Map.entry("datacoord", Set.of(Tier.DATA_COORD, Tier.MIX_COORD)),
          Map.entry("querycoord", Set.of(Tier.QUERY_COORD, Tier.MIX_COORD)),
          // Its work is the data coordinator's since 2.3.
          Map.entry("indexcoord", Set.of(Tier.INDEX_COORD, Tier.DATA_COORD, Tier.MIX_COORD)),
          Map.entry("mixcoord", MIX),
          Map.entry("querynode", Set.of(Tier.QUERY_NODE, Tier.STREAMING_NODE)),
          Map.entry("datanode", Set.of(Tier.DATA_NODE, Tier.STREAMING_NODE)),
          // Its work is the data node's from 2.6 on.
          Map.entry("indexnode", Set.of(Tier.INDEX_NODE, Tier.DATA_NODE)),
          Map.entry("streamingnode", Set.of(Tier.STREAMING_NODE)));

  /** Keys of one section that are read elsewhere, too. */
  private static final Map<String, Set<Tier>> ELSEWHERE =
      Map.of(
          "querycoord.overloadedmemorythresholdpercentage",
          Set.of(Tier.QUERY_NODE, Tier.STREAMING_NODE),
          "rootcoord.maxpartitionnum",
          Set.of(Tier.PROXY),
          "datacoord.import",
          Set.of(Tier.PROXY, Tier.DATA_NODE),
          "datacoord.compaction",
          Set.of(Tier.DATA_NODE));

  private Readers() {}

  /** Whether a role reads a key, such as {@code queryNode.enableDisk}. */
  static boolean reads(Tier role, String path) {
    String key = path.toLowerCase(Locale.ROOT);
    String section = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    Set<Tier> readers = OF_SECTIONS.get(section);
    return readers == null
        || readers.contains(role)
        || ELSEWHERE.entrySet().stream()
            .anyMatch(each -> isBelow(key, each.getKey()) && each.getValue().contains(role));
  }

  /** Whether a key is another one, or below it. */
  static boolean isBelow(String key, String other) {
    return key.equals(other) || key.startsWith(other + ".");
  }
}
