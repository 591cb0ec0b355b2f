package io.imagesearch.store.s3;

import io.imagesearch.image.ImageId;
import java.util.Optional;

/**
 * Where a picture's objects are: {@code originals/3fa/3fa9…} and so on. The folders are for servers
 * that keep objects as files; they don't change the order, which is the ids'.
 */
record S3Keys(String prefix) {
  private static final int SHARD_DIGITS = 3;

  /** The picture is there when this is. */
  String original(ImageId id) {
    return originals() + shard(id) + id.value();
  }

  String originals() {
    return prefix + "originals/";
  }

  String thumbnail(ImageId id) {
    return prefix + "thumbnails/" + shard(id) + id.value() + ".jpg";
  }

  String details(ImageId id) {
    return prefix + "details/" + shard(id) + id.value() + ".json";
  }

  String marker(ImageId id) {
    return markers() + id.value();
  }

  String markers() {
    return prefix + "pending/";
  }

  String document(String name) {
    return prefix + "documents/" + name + ".json";
  }

  String probe(String random) {
    return prefix + "probe/" + random;
  }

  /** Empty for objects of others. */
  static Optional<ImageId> idOf(String key) {
    return ImageId.parse(key.substring(key.lastIndexOf('/') + 1));
  }

  private static String shard(ImageId id) {
    return id.value().substring(0, SHARD_DIGITS) + "/";
  }
}
