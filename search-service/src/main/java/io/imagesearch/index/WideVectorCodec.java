package io.imagesearch.index;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own codec, for vectors of more than its 1024 dimensions.
 *
 * <p>The limit is only a check when vectors are written; the bytes are the same. So the names of
 * Lucene's codec and format are kept, which it finds itself when the index is opened again: nothing
 * to register, and its tools can read the index.
 */
final class WideVectorCodec extends Lucene104Codec {
  static final int MAX_DIMENSION = 16_384;

  /**
   * Segments of fewer than about 1 400 pictures get no graph: they are scanned, which is as fast,
   * and the many merges of segments this small stay cheap. (The unit is Lucene's: n vectors get a
   * graph when n exceeds this times ln n.)
   */
  private static final int GRAPH_THRESHOLD = 200;

  private final KnnVectorsFormat format;

  WideVectorCodec(HnswParameters parameters) {
    format =
        new WideFormat(
            new Lucene99HnswVectorsFormat(
                parameters.maxConnections(), parameters.buildWidth(), 1, null, GRAPH_THRESHOLD));
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return format;
  }

  private static final class WideFormat extends KnnVectorsFormat {
    private final KnnVectorsFormat standard;

    WideFormat(KnnVectorsFormat standard) {
      super(standard.getName());
      this.standard = standard;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return standard.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return standard.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return MAX_DIMENSION;
    }
  }
}
