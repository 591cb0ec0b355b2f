package io.imagesearch.embedding;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {

  /** A quarter of the heap may hold encoded pictures. */
  @Bean
  ByteBudget pictureMemory() {
    return new ByteBudget(Runtime.getRuntime().maxMemory() / 4);
  }
}
