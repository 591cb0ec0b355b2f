package io.imagesearch.store;

import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a picture's files are: {@code 3f/3fa9….original} and {@code 3f/3fa9….thumbnail.jpg}. Names
 * are made of {@link ImageId}s alone, which have nothing but hexadecimal digits.
 */
record PictureFolder(Path root) {
  private static final String ORIGINAL = ".original";
  private static final String THUMBNAIL = ".thumbnail.jpg";
  private static final String DETAILS = ".details.json";
  private static final int SHARD_DIGITS = 2;

  Path shard(ImageId id) {
    return root.resolve(shardName(id));
  }

  /** The picture is there when this is. */
  Path original(ImageId id) {
    return shard(id).resolve(id.value() + ORIGINAL);
  }

  Path thumbnail(ImageId id) {
    return shard(id).resolve(id.value() + THUMBNAIL);
  }

  Path details(ImageId id) {
    return shard(id).resolve(id.value() + DETAILS);
  }

  /** Reads the names of one shard after another, and only as many shards as the page needs. */
  List<ImageId> list(Optional<ImageId> after, int limit) throws IOException {
    List<ImageId> page = new ArrayList<>();
    String from = after.map(PictureFolder::shardName).orElse("");
    for (String shard : names(root, "?".repeat(SHARD_DIGITS))) {
      if (shard.compareTo(from) < 0) {
        continue;
      }
      for (String name : names(root.resolve(shard), "*" + ORIGINAL)) {
        Optional<ImageId> id = ImageId.parse(name.substring(0, name.length() - ORIGINAL.length()));
        id.filter(found -> after.isEmpty() || found.compareTo(after.get()) > 0)
            .ifPresent(page::add);
        if (page.size() == limit) {
          return page;
        }
      }
    }
    return page;
  }

  static List<String> names(Path directory, String pattern) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names;
  }

  static String shardName(ImageId id) {
    return id.value().substring(0, SHARD_DIGITS);
  }
}
