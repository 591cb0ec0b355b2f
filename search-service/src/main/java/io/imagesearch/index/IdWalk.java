package io.imagesearch.index;

import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Documents in the order of their ids. Each segment has its ids in order; they are merged from a
 * given one on, so that nothing before it is looked at, as sorting by id would.
 */
final class IdWalk {
  private static final Comparator<Segment> BY_ID = Comparator.comparing(segment -> segment.id);

  private final PriorityQueue<Segment> segments = new PriorityQueue<>(BY_ID);

  private IdWalk() {}

  /** Stands before the first id, or before the one that follows the given one. */
  static IdWalk of(IndexSearcher searcher, Optional<ImageId> after) throws IOException {
    IdWalk walk = new IdWalk();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Terms ids = leaf.reader().terms(ImageDocument.ID);
      if (ids != null) {
        Segment segment = new Segment(leaf, ids.iterator());
        if (segment.start(after)) {
          walk.segments.add(segment);
        }
      }
    }
    return walk;
  }

  /** The next ones, fewer only at the end. */
  List<Integer> next(int limit) throws IOException {
    List<Integer> documents = new ArrayList<>();
    while (documents.size() < limit && !segments.isEmpty()) {
      Segment first = segments.remove();
      documents.add(first.document);
      if (first.advance(first.ids.next())) {
        segments.add(first);
      }
    }
    return documents;
  }

  /** One segment's ids, standing at one of them whose document was not deleted. */
  private static final class Segment {
    private final TermsEnum ids;
    private final int base;
    private final @Nullable Bits live;
    private @Nullable PostingsEnum postings;
    private BytesRef id = new BytesRef();
    private int document;

    Segment(LeafReaderContext leaf, TermsEnum ids) {
      LeafReader reader = leaf.reader();
      this.ids = ids;
      base = leaf.docBase;
      live = reader.getLiveDocs();
    }

    boolean start(Optional<ImageId> after) throws IOException {
      if (after.isEmpty()) {
        return advance(ids.next());
      }
      return switch (ids.seekCeil(ImageDocument.bytes(after.get()))) {
        case FOUND -> advance(ids.next());
        case NOT_FOUND -> advance(ids.term());
        case END -> false;
      };
    }

    /** Whether there is one, at this id or after it. */
    boolean advance(@Nullable BytesRef from) throws IOException {
      for (BytesRef term = from; term != null; term = ids.next()) {
        postings = ids.postings(postings, PostingsEnum.NONE);
        for (int found = postings.nextDoc();
            found != DocIdSetIterator.NO_MORE_DOCS;
            found = postings.nextDoc()) {
          if (live == null || live.get(found)) {
            id = BytesRef.deepCopyOf(term); // the enumeration goes on to write into its own
            document = base + found;
            return true;
          }
        }
      }
      return false;
    }
  }
}
