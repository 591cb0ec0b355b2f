package io.imagesearch.reconcile;

import io.imagesearch.index.VectorIndex;
import io.imagesearch.library.PictureRepair;
import io.imagesearch.library.Recovery;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(ReconcileProperties.class)
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {

  @Bean
  Reconciler reconciler(
      ImageStore store,
      VectorIndex index,
      Recovery recovery,
      PictureRepair pictures,
      ReconcileProperties properties,
      MeterRegistry meters) {
    return new Reconciler(store, index, recovery, pictures, properties, meters);
  }
}
