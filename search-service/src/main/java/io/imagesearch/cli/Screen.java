package io.imagesearch.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the output goes.
 *
 * @param columns to fill, 80 to 120
 * @param isTerminal whether a line can be drawn over
 * @param hasBlocks whether it knows Unicode's block characters
 */
record Screen(int columns, boolean isTerminal, boolean hasBlocks) {
  private static final int NARROWEST = 80;
  private static final int WIDEST = 120;

  Screen {
    columns = Math.clamp(columns, NARROWEST, WIDEST);
  }

  @SuppressWarnings("SystemConsoleNull") // null again since JDK 25 where there is no terminal
  static Screen of(Map<String, String> environment) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    String columns = environment.getOrDefault("COLUMNS", "");
    int width =
        columns.matches("\\d{1,4}")
            ? Integer.parseInt(columns)
            : terminal ? askTerminal() : NARROWEST;
    return new Screen(width, terminal, System.out.charset().newEncoder().canEncode('█'));
  }

  /** Java has no call for it; stty is on every Unix. */
  private static int askTerminal() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] size = answer.strip().split(" ", 2);
      return size.length == 2 && size[1].matches("\\d{1,4}")
          ? Integer.parseInt(size[1])
          : NARROWEST;
    } catch (IOException e) {
      return NARROWEST;
    }
  }
}
