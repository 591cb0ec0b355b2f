package io.imagesearch.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Ids as people type them: whole, or the first digits that a table shows. */
final class PictureId {
  static final String UNKNOWN = "unknown-image";

  private static final int WHOLE = 64;
  private static final Pattern TYPED = Pattern.compile("[0-9a-f]{8,64}");

  private PictureId() {}

  static boolean isOne(String text) {
    return TYPED.matcher(text).matches();
  }

  static ParameterException invalid(CommandSpec command, String text) {
    return new ParameterException(
        command.commandLine(),
        "'" + text + "' is no picture's id, of which 8 to 64 hexadecimal digits are needed");
  }

  /** The id that starts so: the list is in the order of ids, so two of them tell. */
  static String complete(Service service, String start)
      throws ServiceException, InterruptedException {
    if (start.length() == WHOLE) {
      return start;
    }
    String before = start + "0".repeat(WHOLE - start.length());
    Answer next = service.get("images", Map.of("cursor", before, "limit", "2"));
    Optional<String> found = Optional.empty();
    for (Json image : next.json().at("images").elements()) {
      String id = image.at("id").text("");
      if (!id.startsWith(start)) {
        break;
      }
      if (found.isPresent()) {
        throw refused("ambiguous-id", "More than one picture's id starts with " + start + ".");
      }
      found = Optional.of(id);
    }
    return found.orElseThrow(
        () -> refused(UNKNOWN, "There is no picture whose id starts with " + start + "."));
  }

  private static Refused refused(String type, String detail) {
    return new Refused(new Problem(404, type, "", detail), Optional.empty());
  }
}
