package io.imagesearch.index;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What keeps the vectors. */
@ConfigurationProperties("image-search.index")
record IndexProperties(@DefaultValue("lucene") Kind kind, @DefaultValue HnswParameters hnsw) {

  /** The kinds of index that there are. */
  enum Kind {
    /** In this process, over a folder. */
    LUCENE,
    /** In a Milvus server; image-search.index.milvus has what it is. */
    MILVUS
  }
}
