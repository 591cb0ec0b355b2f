package io.imagesearch.index;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.ImageDetails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;

/** Reads the columns of found documents. */
final class Rows {
  private final List<LeafReaderContext> leaves;

  Rows(IndexSearcher searcher) {
    leaves = searcher.getIndexReader().leaves();
  }

  ImageDetails details(int document) throws IOException {
    LeafReaderContext leaf = leaf(document);
    BinaryDocValues column = leaf.reader().getBinaryDocValues(ImageDocument.DETAILS);
    if (column == null || !column.advanceExact(document - leaf.docBase)) {
      throw new IOException("a picture without details");
    }
    BytesRef bytes = column.binaryValue();
    return DetailsFormat.read(bytes.bytes, bytes.offset, bytes.length);
  }

  Embedding embedding(int document) throws IOException {
    LeafReaderContext leaf = leaf(document);
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(ImageDocument.VECTOR);
    KnnVectorValues.DocIndexIterator position = vectors == null ? null : vectors.iterator();
    int local = document - leaf.docBase;
    if (vectors == null || position == null || position.advance(local) != local) {
      throw new IOException("a picture without an embedding");
    }
    return Embedding.ofUnit(vectors.vectorValue(position.index()));
  }

  /** Adds the ids, which decide between equal scores, and sorts. */
  List<Candidate> bestFirst(ScoreDoc[] found) throws IOException {
    ScoreDoc[] inOrder = found.clone();
    Arrays.sort(inOrder, Comparator.comparingInt(hit -> hit.doc));
    List<Candidate> candidates = new ArrayList<>(inOrder.length);
    int leafOrdinal = -1;
    SortedDocValues ids = null;
    for (ScoreDoc hit : inOrder) {
      LeafReaderContext leaf = leaf(hit.doc);
      if (ids == null || leaf.ord != leafOrdinal) {
        leafOrdinal = leaf.ord;
        ids = leaf.reader().getSortedDocValues(ImageDocument.ID);
      }
      if (ids == null || !ids.advanceExact(hit.doc - leaf.docBase)) {
        throw new IOException("a picture without an id");
      }
      BytesRef id = BytesRef.deepCopyOf(ids.lookupOrd(ids.ordValue()));
      candidates.add(new Candidate(hit.doc, id, Candidate.cosine(hit.score)));
    }
    candidates.sort(Candidate.BEST_FIRST);
    return candidates;
  }

  private LeafReaderContext leaf(int document) {
    return leaves.get(ReaderUtil.subIndex(document, leaves));
  }
}
