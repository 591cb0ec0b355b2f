package io.imagesearch.library;

import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Preprocessing;
import io.imagesearch.picture.Thumbnails;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Configuration(proxyBeanMethods = false)
class LibraryConfiguration {

  @Bean
  PictureLocks pictureLocks() {
    return new PictureLocks();
  }

  @Bean
  Recovery recovery(ImageStore store, VectorIndex index, PictureLocks locks, PictureRepair repair) {
    Recovery recovery = new Recovery(store, index, locks, repair);
    recovery.start();
    return recovery;
  }

  @Bean
  PictureRepair pictureRepair(
      PictureReader reader,
      PictureLimits limits,
      PictureEmbedder embedder,
      ByteBudget memory,
      ImageStore store,
      VectorIndex index,
      PictureLocks locks) {
    return new PictureRepair(
        reader, limits, embedder, memory, store, index, locks, Clock.systemUTC());
  }

  /** Takes recovery, so that nothing is changed before it has run. */
  @Bean
  ImageLibrary imageLibrary(
      PictureReader reader,
      Preprocessing preprocessing,
      Thumbnails thumbnails,
      PictureEmbedder embedder,
      ImageStore store,
      VectorIndex index,
      PictureLocks locks,
      Recovery recovery) {
    return new ImageLibrary(
        reader, preprocessing, thumbnails, embedder, store, index, locks, Clock.systemUTC());
  }
}
