package io.imagesearch.store.s3;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.store.DetailsJson;
import io.imagesearch.store.ImageStore;
import io.imagesearch.store.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Pictures as objects in a bucket; every change is the server's when its call returns. */
final class S3ImageStore implements ImageStore {
  private static final int MARKERS_AT_ONCE = 1000;

  private final S3Objects objects;
  private final S3Keys keys;
  private final Leases leases;
  private final boolean conditional;

  private S3ImageStore(S3Objects objects, S3Keys keys, Leases leases, boolean conditional) {
    this.objects = objects;
    this.keys = keys;
    this.leases = leases;
    this.conditional = conditional;
  }

  /** Opens the bucket, having checked that it is there and does what is needed of it. */
  static S3ImageStore open(S3Properties properties) {
    var client = S3Clients.of(properties);
    S3Objects objects = new S3Objects(client, properties);
    S3Keys keys = new S3Keys(properties.prefix());
    try {
      new BucketCheck(client, objects, keys, properties).run();
    } catch (RuntimeException e) {
      objects.close();
      throw e;
    }
    Leases leases = new Leases(objects, keys, properties.lease(), properties.conditionalWrites());
    return new S3ImageStore(objects, keys, leases, properties.conditionalWrites());
  }

  @Override
  public void put(ImageDetails details, byte[] original, byte[] thumbnail) {
    ImageId id = details.id();
    leases.check(id);
    objects.put(keys.thumbnail(id), thumbnail, "image/jpeg");
    putDetails(details);
    // The original last: it is what makes the picture exist.
    objects.put(keys.original(id), original, details.mediaType());
  }

  @Override
  public void putDetails(ImageDetails details) {
    leases.check(details.id());
    objects.put(keys.details(details.id()), DetailsJson.write(details), "application/json");
  }

  @Override
  public boolean contains(ImageId id) {
    return objects.exists(keys.original(id));
  }

  @Override
  public Optional<byte[]> original(ImageId id) {
    return objects.bytes(keys.original(id));
  }

  @Override
  public Optional<byte[]> thumbnail(ImageId id) {
    return objects.bytes(keys.thumbnail(id));
  }

  @Override
  public Optional<ImageDetails> details(ImageId id) {
    return objects.bytes(keys.details(id)).map(DetailsJson::read);
  }

  @Override
  public void deleteDetails(ImageId id) {
    leases.check(id);
    objects.delete(keys.details(id));
  }

  @Override
  public void delete(ImageId id) {
    leases.check(id);
    objects.delete(keys.original(id));
    objects.delete(keys.thumbnail(id));
    objects.delete(keys.details(id));
  }

  @Override
  public List<ImageId> list(Optional<ImageId> after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 picture");
    }
    List<ImageId> page = new ArrayList<>();
    Optional<String> from = after.map(keys::original);
    while (page.size() < limit) {
      List<S3Objects.Listed> listed = objects.list(keys.originals(), from, limit - page.size());
      if (listed.isEmpty()) {
        break;
      }
      listed.forEach(each -> S3Keys.idOf(each.key()).ifPresent(page::add));
      from = Optional.of(listed.getLast().key());
    }
    return page;
  }

  @Override
  public void announce(ImageId id) {
    leases.take(id);
  }

  @Override
  public void settle(ImageId id) {
    leases.giveBack(id);
  }

  /** Those of this process, and those of others that have had their time. */
  @Override
  public List<ImageId> unsettled() {
    Set<ImageId> unsettled = new TreeSet<>(leases.held());
    for (S3Objects.Listed marker :
        objects.list(keys.markers(), Optional.empty(), MARKERS_AT_ONCE)) {
      S3Keys.idOf(marker.key())
          .filter(id -> leases.isOver(id, marker.age()))
          .ifPresent(unsettled::add);
    }
    return List.copyOf(unsettled);
  }

  @Override
  public Optional<StoredDocument> document(String name) {
    return objects
        .read(keys.document(name))
        .map(found -> new StoredDocument(found.etag(), found.bytes()));
  }

  @Override
  public boolean writeDocument(String name, Optional<String> replaces, byte[] bytes) {
    String key = keys.document(name);
    if (!conditional) { // one process alone has the bucket
      boolean unchanged = document(name).map(StoredDocument::version).equals(replaces);
      if (unchanged) {
        objects.put(key, bytes, "application/json");
      }
      return unchanged;
    }
    return replaces
        .map(etag -> objects.replace(key, etag, bytes))
        .orElseGet(() -> objects.create(key, bytes))
        .isPresent();
  }

  @Override
  public String kind() {
    return "s3";
  }

  @Override
  public void close() {
    objects.close();
  }
}
