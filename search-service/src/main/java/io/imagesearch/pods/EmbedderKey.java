package io.imagesearch.pods;

import io.imagesearch.role.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** The key that embedders ask for, from a file: arguments are seen by all users of a machine. */
final class EmbedderKey implements CallHeaders {
  private static final Logger log = LoggerFactory.getLogger(EmbedderKey.class);

  private final Optional<Path> file;
  private volatile @Nullable String key;
  private volatile boolean stale;

  EmbedderKey(@Nullable Path file) {
    this.file = Optional.ofNullable(file);
    try {
      read();
    } catch (IOException e) {
      throw new SettingException(
          "image-search.embedders.key names a file that can't be read: " + e, e);
    }
  }

  /** Takes up a changed file, such as a mounted Secret; an unreadable one changes nothing. */
  void refresh() {
    try {
      read();
      stale = false;
    } catch (IOException e) {
      if (!stale) {
        log.warn("The key for embedders stays as it was: {}", e.toString());
      }
      stale = true;
    }
  }

  @Override
  public void addTo(BiConsumer<String, String> header) {
    String now = key;
    if (now != null) {
      header.accept(HttpHeaders.AUTHORIZATION, "Bearer " + now);
    }
  }

  private void read() throws IOException {
    if (file.isPresent()) {
      key = Files.readString(file.get()).strip();
    }
  }
}
