package io.imagesearch.library;

import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.generation.Generations;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.picture.PictureReader;
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
  Recovery recovery(
      ImageStore store, Generations generations, PictureLocks locks, PictureRepair repair) {
    Recovery recovery = new Recovery(store, generations, locks, repair);
    recovery.start();
    return recovery;
  }

  @Bean
  PictureRepair pictureRepair(
      PictureReader reader,
      PictureLimits limits,
      ByteBudget memory,
      ImageStore store,
      Generations generations,
      PictureLocks locks) {
    return new PictureRepair(reader, limits, memory, store, generations, locks, Clock.systemUTC());
  }

  /** Takes recovery, so that nothing is changed before it has run. */
  @Bean
  ImageLibrary imageLibrary(
      PictureReader reader,
      Thumbnails thumbnails,
      ImageStore store,
      Generations generations,
      PictureLocks locks,
      Recovery recovery) {
    return new ImageLibrary(reader, thumbnails, store, generations, locks, Clock.systemUTC());
  }
}
