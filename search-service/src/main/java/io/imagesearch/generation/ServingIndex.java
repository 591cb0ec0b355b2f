package io.imagesearch.generation;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.Match;
import io.imagesearch.index.NearestQuery;
import io.imagesearch.index.VectorIndex;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For those who read once: the index that is searched at that moment. */
record ServingIndex(Generations generations) implements VectorIndex {

  @Override
  public void upsert(List<IndexedImage> images) {
    now().upsert(images);
  }

  @Override
  public boolean delete(ImageId id) {
    return now().delete(id);
  }

  @Override
  public Optional<IndexedImage> get(ImageId id) {
    return now().get(id);
  }

  @Override
  public Optional<IndexedImage> recent(ImageId id) {
    return now().recent(id);
  }

  @Override
  public List<Match> nearest(NearestQuery query) {
    return now().nearest(query);
  }

  @Override
  public List<ImageDetails> list(ImageFilter filter, Optional<ImageId> after, int limit) {
    return now().list(filter, after, limit);
  }

  @Override
  public List<IndexedImage> page(Optional<ImageId> after, int limit) {
    return now().page(after, limit);
  }

  @Override
  public long count(ImageFilter filter) {
    return now().count(filter);
  }

  @Override
  public Duration lag() {
    return now().lag();
  }

  @Override
  public String kind() {
    return now().kind();
  }

  @Override
  public Map<String, Object> facts() {
    return now().facts();
  }

  @Override
  public Optional<String> trouble() {
    return generations.trouble().or(() -> now().trouble());
  }

  /** The generations close theirs. */
  @Override
  public void close() {}

  private VectorIndex now() {
    return generations.current().serving().index();
  }
}
