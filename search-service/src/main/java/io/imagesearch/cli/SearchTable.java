package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Results as a table that fits the screen: rank, score, a bar, file name, uploader, attributes, and
 * as much of the id as tells it apart.
 */
record SearchTable(Screen screen, int offset) {
  private static final int WIDE = 100;
  private static final String GAP = "  ";
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private record Row(
      String rank, String score, String bar, String file, String owner, String facts, String id) {}

  private record Widths(int file, int owner, int facts) {}

  void print(Json results, PrintWriter out) {
    List<Row> rows = new ArrayList<>();
    for (Json result : results.elements()) {
      rows.add(row(offset + rows.size() + 1, result));
    }
    boolean anyFacts = rows.stream().anyMatch(row -> !row.facts().isEmpty());
    rows.addFirst(new Row("   #", " score", "", "file", "uploader", "attributes", "id"));
    Widths widths = widths(rows, anyFacts);
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private Row row(int rank, Json result) {
    double score = result.at("score").number();
    String facts =
        result.at("attributes").fields().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().text(""))
            .collect(Collectors.joining(" "));
    String id = result.at("id").text("");
    return new Row(
        String.format(Locale.ROOT, "%4d", rank),
        String.format(Locale.ROOT, "%6.3f", score),
        bar(score),
        Printable.of(result.at("fileName").text("")),
        Printable.of(result.at("uploader").text("")),
        Printable.of(facts),
        Printable.of(id.substring(0, Math.min(idDigits(), id.length()))));
  }

  private int barColumns() {
    return screen.columns() < WIDE ? 5 : 10;
  }

  private int idDigits() {
    return screen.columns() < WIDE ? 8 : 12;
  }

  /** The file's name gets what uploader and attributes leave of the screen. */
  private Widths widths(List<Row> rows, boolean anyFacts) {
    int gaps = (anyFacts ? 6 : 5) * GAP.length();
    int room = screen.columns() - 4 - 6 - barColumns() - idDigits() - gaps;
    int owner = Math.min(widest(rows.stream().map(Row::owner).toList()), room / 4);
    int facts =
        anyFacts ? Math.min(widest(rows.stream().map(Row::facts).toList()), room * 2 / 5) : 0;
    int file = Math.min(widest(rows.stream().map(Row::file).toList()), room - owner - facts);
    return new Widths(file, owner, facts);
  }

  private static int widest(List<String> cells) {
    return cells.stream().mapToInt(Printable::columns).max().orElse(0);
  }

  private String line(Row row, Widths widths) {
    List<String> cells = new ArrayList<>();
    cells.add(row.rank());
    cells.add(row.score());
    cells.add(Printable.fitStart(row.bar(), barColumns()));
    cells.add(Printable.fitEnd(row.file(), widths.file()));
    cells.add(Printable.fitStart(row.owner(), widths.owner()));
    if (widths.facts() > 0) {
      cells.add(Printable.fitStart(row.facts(), widths.facts()));
    }
    cells.add(row.id());
    return String.join(GAP, cells);
  }

  private String bar(double score) {
    int eighths = (int) Math.round(Math.clamp(score, 0.0, 1.0) * barColumns() * 8);
    String full = (screen.hasBlocks() ? "█" : "#").repeat(eighths / 8);
    String rest =
        screen.hasBlocks() && eighths % 8 > 0
            ? EIGHTHS.substring(eighths % 8, eighths % 8 + 1)
            : "";
    return full + rest;
  }
}
