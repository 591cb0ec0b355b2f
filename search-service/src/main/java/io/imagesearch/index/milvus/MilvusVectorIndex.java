package io.imagesearch.index.milvus;

import com.google.gson.JsonObject;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.Consistency;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.Match;
import io.imagesearch.index.NearestQuery;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.request.OutgoingHeaders;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A {@link VectorIndex} in a Milvus server, which any number of processes share.
 *
 * <p>A write is acknowledged when it is in the server's log. Every later read of this process sees
 * it, and every strong read of any other; to get and to delete one picture are such.
 */
final class MilvusVectorIndex implements VectorIndex {
  private static final int BATCH = 128;
  private static final String COUNT = "count(*)";

  /** Twice the server's own bound: what is older is in every bounded read anyway. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final MilvusCollection collection;
  private final MilvusConnection connection;
  private final MilvusCalls calls;
  private final MilvusNearest nearest;
  private final List<Lock> locks =
      IntStream.range(0, 64).<Lock>mapToObj(_ -> new ReentrantLock()).toList();
  private volatile long lastWrite = System.nanoTime() - BOUND.toNanos();
  private volatile long lastDelete = lastWrite;
  private volatile boolean closed;

  MilvusVectorIndex(
      MilvusProperties properties, OutgoingHeaders request, String fingerprint, int dimension) {
    collection = new MilvusCollection(properties, fingerprint, dimension);
    connection = new MilvusConnection(properties, request, collection);
    calls = connection.calls();
    nearest = new MilvusNearest(collection.name(), properties.layout().searchWidth());
  }

  /** Whether it can be used; waits so long for the server. */
  boolean await(Duration patience) throws InterruptedException {
    return connection.await(patience);
  }

  @Override
  public void upsert(List<IndexedImage> images) {
    checkOpen();
    images.forEach(image -> check(image.embedding().dimension()));
    // Of equal ids in one call the server would keep any.
    Map<ImageId, IndexedImage> last = new LinkedHashMap<>();
    images.forEach(image -> last.put(image.details().id(), image));
    List<IndexedImage> rows = List.copyOf(last.values());
    for (int from = 0; from < rows.size(); from += BATCH) {
      write(rows.subList(from, Math.min(rows.size(), from + BATCH)));
    }
  }

  @Override
  public boolean delete(ImageId id) {
    checkOpen();
    Lock lock = locks.get(Math.floorMod(id.hashCode(), locks.size()));
    lock.lock();
    try {
      if (query(MilvusFilter.of(id), List.of(MilvusRow.ID), ConsistencyLevel.STRONG).isEmpty()) {
        return false;
      }
      DeleteReq request =
          DeleteReq.builder().collectionName(collection.name()).filter(MilvusFilter.of(id)).build();
      delete(request);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<IndexedImage> get(ImageId id) {
    checkOpen();
    return calls.search(client -> row(client, id, ConsistencyLevel.STRONG));
  }

  @Override
  public Optional<IndexedImage> recent(ImageId id) {
    checkOpen();
    return calls.search(
        client -> row(client, id, ConsistencyLevel.STRONG),
        // What an older state has not may be newer than that: only the newest says that it is not.
        client ->
            row(client, id, ConsistencyLevel.EVENTUALLY)
                .or(() -> row(client, id, ConsistencyLevel.STRONG)));
  }

  @Override
  public List<Match> nearest(NearestQuery query) {
    checkOpen();
    check(query.embedding().dimension());
    if (matchesNothing(query.filter())) {
      return List.of();
    }
    if (query.consistency() == Consistency.STRONG) {
      return calls.search(client -> nearest.search(client, query, ConsistencyLevel.STRONG));
    }
    ConsistencyLevel level = bounded();
    return calls.search(
        client -> nearest.search(client, query, level),
        client -> nearest.search(client, query, ConsistencyLevel.EVENTUALLY));
  }

  @Override
  public List<ImageDetails> list(ImageFilter filter, Optional<ImageId> after, int limit) {
    checkOpen();
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 picture");
    }
    if (matchesNothing(filter)) {
      return List.of();
    }
    ConsistencyLevel level = bounded();
    long matching = count(filter, level);
    return IdRange.page(
        after,
        limit,
        matching,
        range ->
            query(MilvusFilter.of(filter, Optional.of(range)), MilvusRow.DETAILS, level).stream()
                .map(MilvusRow::details)
                .toList());
  }

  /** Strong, since who walks through all of it does so to have all of it. */
  @Override
  public List<IndexedImage> page(Optional<ImageId> after, int limit) {
    checkOpen();
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 picture");
    }
    return IdRange.page(
        after,
        limit,
        count(ImageFilter.ALL, bounded()),
        image -> image.details().id(),
        range ->
            query(
                    MilvusFilter.of(ImageFilter.ALL, Optional.of(range)),
                    MilvusRow.ALL,
                    ConsistencyLevel.STRONG)
                .stream()
                .map(MilvusRow::image)
                .toList());
  }

  @Override
  public long count(ImageFilter filter) {
    checkOpen();
    if (matchesNothing(filter)) {
      return 0;
    }
    return count(filter, bounded());
  }

  @Override
  public Duration lag() {
    return BOUND;
  }

  @Override
  public String kind() {
    return "milvus";
  }

  @Override
  public Map<String, Object> facts() {
    return connection.facts();
  }

  @Override
  public Optional<String> trouble() {
    return connection.trouble();
  }

  @Override
  public void close() {
    closed = true;
    connection.close();
  }

  void delete(DeleteReq request) {
    calls.write(client -> client.delete(request));
    lastDelete = System.nanoTime();
  }

  private <T> void write(Function<MilvusClientV2, T> change) {
    T _ = calls.write(change);
    lastWrite = System.nanoTime();
  }

  private void write(List<IndexedImage> batch) {
    List<JsonObject> rows = batch.stream().map(MilvusRow::of).toList();
    if (collection.upserts()) {
      UpsertReq request = UpsertReq.builder().collectionName(collection.name()).data(rows).build();
      write(client -> client.upsert(request));
      return;
    }
    List<ImageId> ids = batch.stream().map(image -> image.details().id()).toList();
    DeleteReq old =
        DeleteReq.builder()
            .collectionName(collection.name())
            .filter(MilvusFilter.anyOf(ids))
            .build();
    InsertReq fresh = InsertReq.builder().collectionName(collection.name()).data(rows).build();
    // The insert is later, so that whoever sees it sees the delete.
    calls.write(client -> client.delete(old));
    write(client -> client.insert(fresh));
  }

  private long count(ImageFilter filter, ConsistencyLevel level) {
    Map<String, Object> row = query(MilvusFilter.of(filter), List.of(COUNT), level).getFirst();
    return row.get(COUNT) instanceof Number number ? number.longValue() : 0;
  }

  private Optional<IndexedImage> row(MilvusClientV2 client, ImageId id, ConsistencyLevel level) {
    return query(client, MilvusFilter.of(id), MilvusRow.ALL, level).stream()
        .findFirst()
        .map(MilvusRow::image);
  }

  /** Without a limit: with one, servers before 2.3.17 leave out rows that were replaced lately. */
  private List<Map<String, Object>> query(
      String filter, List<String> fields, ConsistencyLevel level) {
    return calls.search(client -> query(client, filter, fields, level));
  }

  private List<Map<String, Object>> query(
      MilvusClientV2 client, String filter, List<String> fields, ConsistencyLevel level) {
    QueryReq request =
        QueryReq.builder()
            .collectionName(collection.name())
            .filter(filter)
            .outputFields(fields)
            .consistencyLevel(level)
            .build();
    return client.query(request).getQueryResults().stream().map(row -> row.getEntity()).toList();
  }

  /**
   * A session's reads see what it has written, but for deletes, of which the server does not say
   * when they were. What is old is in the bounded ones too.
   */
  private ConsistencyLevel bounded() {
    if (isRecent(lastDelete)) {
      return ConsistencyLevel.STRONG;
    }
    return isRecent(lastWrite) ? ConsistencyLevel.SESSION : ConsistencyLevel.BOUNDED;
  }

  private static boolean isRecent(long when) {
    return System.nanoTime() - when < BOUND.toNanos();
  }

  private static boolean matchesNothing(ImageFilter filter) {
    return filter.uploaders().isPresent() && filter.uploaders().get().isEmpty();
  }

  private void checkOpen() {
    if (closed) {
      throw new IndexException("The index is closed");
    }
  }

  private void check(int given) {
    if (given != collection.dimension()) {
      throw new IllegalArgumentException(
          "the index has vectors of " + collection.dimension() + " dimensions, not " + given);
    }
  }
}
