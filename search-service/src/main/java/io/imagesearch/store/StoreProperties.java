package io.imagesearch.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What keeps the pictures. */
@ConfigurationProperties("image-search.store")
record StoreProperties(@DefaultValue("folder") Kind kind) {

  /** The kinds of store that there are. */
  enum Kind {
    FOLDER,
    S3
  }
}
