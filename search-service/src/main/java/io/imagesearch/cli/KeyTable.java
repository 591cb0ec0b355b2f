package io.imagesearch.cli;

import io.imagesearch.access.AccessKey;
import io.imagesearch.access.Quotas;
import io.imagesearch.image.Uploader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keys as a table; nothing is cut, since the last uploader of a key is as good as the first. */
final class KeyTable {
  private static final String GAP = "  ";

  private KeyTable() {}

  static void print(List<AccessKey> keys, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("id", "name", "role", "uploaders", "quotas", "created", "state"));
    keys.forEach(key -> rows.add(row(key)));
    int[] widths = IntStream.range(0, rows.getFirst().size()).map(i -> widest(rows, i)).toArray();
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static List<String> row(AccessKey key) {
    return List.of(
        key.id(),
        Printable.of(key.name()),
        key.role().label(),
        uploaders(key),
        quotas(key.quotas()),
        key.createdAt().toString().substring(0, 10),
        key.isRevoked() ? "revoked" : "active");
  }

  private static String uploaders(AccessKey key) {
    String names = key.uploaders().stream().map(Uploader::name).collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      return "all";
    }
    return key.readsAll() ? names + " (reads all)" : names;
  }

  private static String quotas(Quotas quotas) {
    List<String> parts = new ArrayList<>();
    if (quotas.requestsPerMinute() != null) {
      parts.add(quotas.requestsPerMinute() + "/min");
    }
    if (quotas.picturesPerHour() != null) {
      parts.add(quotas.picturesPerHour() + " pictures/h");
    }
    return parts.isEmpty() ? "-" : String.join(", ", parts);
  }

  private static int widest(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> Printable.columns(row.get(column))).max().orElse(0);
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> Printable.fitStart(row.get(i), widths[i]))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
