package io.imagesearch.index;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A row as a Lucene document, and filters as queries over the same fields. */
final class ImageDocument {
  static final String ID = "id";
  static final String VECTOR = "vector";
  static final String DETAILS = "details";
  private static final String UPLOADER = "uploader";
  private static final String ATTRIBUTE = "attribute";

  private ImageDocument() {}

  static Document of(IndexedImage image) {
    Document document = new Document();
    BytesRef id = bytes(image.details().id());
    document.add(new StringField(ID, id, Store.NO));
    document.add(new SortedDocValuesField(ID, id));
    document.add(
        new KnnFloatVectorField(
            VECTOR, image.embedding().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    document.add(
        new BinaryDocValuesField(DETAILS, new BytesRef(DetailsFormat.write(image.details()))));
    document.add(new StringField(UPLOADER, image.details().uploader().name(), Store.NO));
    attributes(image.details().attributes())
        .forEach((key, value) ->
            document.add(new StringField(ATTRIBUTE, AttributeTerm.of(key, value), Store.NO)));
    return document;
  }

  static Term key(ImageId id) {
    return new Term(ID, bytes(id));
  }

  static BytesRef bytes(ImageId id) {
    return new BytesRef(HexFormat.of().parseHex(id.value()));
  }

  static Query query(ImageFilter filter) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    filter.uploaders().map(ImageDocument::anyOf).ifPresent(any -> query.add(any, Occur.FILTER));
    attributes(filter.attributes())
        .forEach((key, value) ->
            query.add(
                new TermQuery(new Term(ATTRIBUTE, AttributeTerm.of(key, value))), Occur.FILTER));
    BooleanQuery built = query.build();
    return built.clauses().isEmpty() ? MatchAllDocsQuery.INSTANCE : built;
  }

  private static Query anyOf(Set<Uploader> uploaders) {
    return new TermInSetQuery(
        UPLOADER, uploaders.stream().map(Uploader::name).map(BytesRef::new).toList());
  }

  private static Map<String, Object> attributes(Attributes attributes) {
    return attributes.values();
  }
}
