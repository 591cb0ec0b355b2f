package io.imagesearch.access;

import io.imagesearch.image.Uploader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One line for each write, done or refused, to the logger {@code audit}. */
@Component
public class AuditLog {
  private static final Logger log = LoggerFactory.getLogger("audit");
  private static final String NONE = "-";
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._@:/-]+");

  /**
   * Notes a write.
   *
   * @param subject the picture's or job's id, if it has one
   * @param outcome {@code ok} or the like, or the slug of the problem that it ended in
   */
  public void write(
      Caller caller,
      String action,
      @Nullable String subject,
      @Nullable Uploader uploader,
      String outcome) {
    caller.setAudited();
    write(
        caller.key().map(AccessKey::id).orElse(NONE),
        caller.key().map(AccessKey::name).orElse(NONE),
        caller.address(),
        action,
        subject,
        uploader,
        outcome);
  }

  /** Notes that the service itself took up, or refused, a changed file of keys. */
  void keyFile(String path, String outcome) {
    write(NONE, NONE, NONE, "reload-keys", path, null, outcome);
  }

  private static void write(
      String key,
      String name,
      String address,
      String action,
      @Nullable String subject,
      @Nullable Uploader uploader,
      String outcome) {
    log.info(
        "key={} name={} address={} action={} subject={} uploader={} outcome={}",
        key,
        value(name),
        value(address),
        value(action),
        value(subject),
        value(uploader == null ? null : uploader.name()),
        value(outcome));
  }

  /** Quoted where it could be taken for more than one value, or for more than one line. */
  static String value(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').append((char) c);
          } else if (isUnsafe(c)) {
            quoted.append("\\u%04x".formatted(c));
          } else {
            quoted.append((char) c);
          }
        });
    return quoted.append('"').toString();
  }

  /** Also the separators of lines and paragraphs, and what turns the direction of writing. */
  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
