package io.imagesearch.index;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

/** Vectors in a folder, by Lucene: one process, every change on disk when its call returns. */
public final class LuceneVectorIndex implements VectorIndex {
  private static final Sort BY_ID =
      new Sort(new SortField(ImageDocument.ID, SortField.Type.STRING));

  private final int dimension;
  private final NearestSearch nearest;
  private final IndexFolder folder;
  private final Snapshots snapshots;
  private final GroupCommitter committer;

  /**
   * Opens the index, or makes an empty one.
   *
   * @param path of this index alone; another model's vectors belong into another folder
   * @throws IndexException when another process has it open, or it is damaged
   */
  public LuceneVectorIndex(Path path, int dimension, HnswParameters parameters) {
    if (dimension < 1 || dimension > WideVectorCodec.MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "an index takes vectors of 1 to " + WideVectorCodec.MAX_DIMENSION + " dimensions");
    }
    this.dimension = dimension;
    nearest = new NearestSearch(parameters);
    folder = new IndexFolder(path, parameters);
    IndexWriter writer = folder.writer();
    snapshots = open(writer);
    committer = new GroupCommitter(folder, writer, snapshots, this::contains);
  }

  @Override
  public void upsert(List<IndexedImage> images) {
    images.forEach(image -> check(image.embedding().dimension()));
    if (!images.isEmpty()) {
      committer.submit(new Change.Upsert(images.stream().map(Change.Row::of).toList()));
    }
  }

  @Override
  public boolean delete(ImageId id) {
    return committer.submit(new Change.Delete(id));
  }

  @Override
  public Optional<IndexedImage> get(ImageId id) {
    return snapshots.read(searcher -> {
      ScoreDoc[] found = searcher.search(new TermQuery(ImageDocument.key(id)), 1).scoreDocs;
      if (found.length == 0) {
        return Optional.empty();
      }
      Rows rows = new Rows(searcher);
      int document = found[0].doc;
      return Optional.of(new IndexedImage(rows.details(document), rows.embedding(document)));
    });
  }

  @Override
  public List<Match> nearest(NearestQuery query) {
    check(query.embedding().dimension());
    return snapshots.read(searcher -> nearest.search(searcher, query));
  }

  @Override
  public List<ImageDetails> list(ImageFilter filter, Optional<ImageId> after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 picture");
    }
    return snapshots.read(searcher -> page(searcher, filter, after, limit));
  }

  @Override
  public List<IndexedImage> page(Optional<ImageId> after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 picture");
    }
    return snapshots.read(searcher -> {
      Rows rows = new Rows(searcher);
      List<IndexedImage> page = new ArrayList<>();
      for (int document : IdWalk.of(searcher, after).next(limit)) {
        page.add(new IndexedImage(rows.details(document), rows.embedding(document)));
      }
      return page;
    });
  }

  @Override
  public long count(ImageFilter filter) {
    return snapshots.read(searcher -> searcher.count(ImageDocument.query(filter)));
  }

  @Override
  public String kind() {
    return "lucene";
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("vectorInstructions", VectorInstructions.describe());
  }

  @Override
  public void close() {
    committer.close();
    try (folder;
        snapshots) {
      // Closed in this order: snapshots, then the folder that they read.
    } catch (IOException e) {
      throw folder.unwritten(e);
    }
  }

  private Snapshots open(IndexWriter writer) {
    try {
      Snapshots opened = new Snapshots(folder.directory());
      opened.read(this::checkDimension);
      return opened;
    } catch (IOException | IllegalArgumentException e) {
      abandon(writer);
      throw folder.damaged(e);
    } catch (IndexException e) {
      abandon(writer);
      throw e;
    }
  }

  private void abandon(IndexWriter writer) {
    try (folder) {
      writer.rollback();
    } catch (IOException e) {
      throw folder.unwritten(e);
    }
  }

  private int checkDimension(IndexSearcher searcher) {
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      FieldInfo vector = leaf.reader().getFieldInfos().fieldInfo(ImageDocument.VECTOR);
      if (vector != null && vector.getVectorDimension() != dimension) {
        throw folder.damaged(
            "its vectors have " + vector.getVectorDimension() + " dimensions, not " + dimension);
      }
    }
    return dimension;
  }

  private boolean contains(ImageId id) {
    return snapshots.read(searcher -> searcher.count(new TermQuery(ImageDocument.key(id))) > 0);
  }

  private void check(int given) {
    if (given != dimension) {
      throw new IllegalArgumentException(
          "the index has vectors of " + dimension + " dimensions, not " + given);
    }
  }

  private static List<ImageDetails> page(
      IndexSearcher searcher, ImageFilter filter, Optional<ImageId> after, int limit)
      throws IOException {
    int documents = Math.max(1, searcher.getIndexReader().maxDoc());
    FieldDoc last =
        after
            .map(id -> new FieldDoc(documents - 1, 0f, new Object[] {ImageDocument.bytes(id)}))
            .orElse(null);
    int size = Math.min(limit, documents);
    Rows rows = new Rows(searcher);
    List<ImageDetails> page = new ArrayList<>();
    for (ScoreDoc hit :
        searcher.searchAfter(last, ImageDocument.query(filter), size, BY_ID).scoreDocs) {
      page.add(rows.details(hit.doc));
    }
    return page;
  }
}
