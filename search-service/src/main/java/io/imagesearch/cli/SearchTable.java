package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Results as a table that fits the screen: rank, score, a bar, file name, uploader, attributes, and
 * as much of the id as tells it apart.
 */
record SearchTable(Screen screen, int offset) {
  private static final int BAR = 10;
  private static final int ID = 12;
  private static final String GAP = "  ";
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private record Row(
      String rank, String score, String bar, String file, String owner, String facts, String id) {}

  private record Widths(int file, int owner, int facts) {}

  private static final Row HEADER =
      new Row("   #", " score", " ".repeat(BAR), "file", "uploader", "attributes", "id");

  void print(JsonNode results, PrintWriter out) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode result : results.values()) {
      rows.add(row(offset + rows.size() + 1, result));
    }
    boolean anyFacts = rows.stream().anyMatch(row -> !row.facts().isEmpty());
    rows.addFirst(HEADER);
    Widths widths = widths(rows, anyFacts);
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private Row row(int rank, JsonNode result) {
    float score = result.path("score").floatValue(0);
    String facts =
        result.path("attributes").properties().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().asString(""))
            .collect(Collectors.joining(" "));
    String id = result.path("id").asString("");
    return new Row(
        String.format(Locale.ROOT, "%4d", rank),
        String.format(Locale.ROOT, "%6.3f", score),
        bar(score),
        Printable.of(result.path("fileName").asString("")),
        Printable.of(result.path("uploader").asString("")),
        Printable.of(facts),
        Printable.of(id.substring(0, Math.min(ID, id.length()))));
  }

  /** The file's name gets what uploader and attributes leave of the screen. */
  private Widths widths(List<Row> rows, boolean anyFacts) {
    int gaps = (anyFacts ? 6 : 5) * GAP.length();
    int room = screen.columns() - 4 - 6 - BAR - ID - gaps;
    int owner = Math.min(widest(rows.stream().map(Row::owner).toList()), room / 4);
    int facts =
        anyFacts ? Math.min(widest(rows.stream().map(Row::facts).toList()), room * 2 / 5) : 0;
    int file = Math.min(widest(rows.stream().map(Row::file).toList()), room - owner - facts);
    return new Widths(file, owner, facts);
  }

  private static int widest(List<String> cells) {
    return cells.stream().mapToInt(Printable::columns).max().orElse(0);
  }

  private static String line(Row row, Widths widths) {
    List<String> cells = new ArrayList<>();
    cells.add(row.rank());
    cells.add(row.score());
    cells.add(row.bar());
    cells.add(Printable.fitEnd(row.file(), widths.file()));
    cells.add(Printable.fitStart(row.owner(), widths.owner()));
    if (widths.facts() > 0) {
      cells.add(Printable.fitStart(row.facts(), widths.facts()));
    }
    cells.add(row.id());
    return String.join(GAP, cells);
  }

  private String bar(float score) {
    int eighths = Math.round(Math.clamp(score, 0f, 1f) * BAR * 8);
    String full = (screen.hasBlocks() ? "█" : "#").repeat(eighths / 8);
    String rest =
        screen.hasBlocks() && eighths % 8 > 0
            ? EIGHTHS.substring(eighths % 8, eighths % 8 + 1)
            : "";
    return Printable.fitStart(full + rest, BAR);
  }
}
