package io.imagesearch.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

@EnableConfigurationProperties(AccessProperties.class)
@Configuration(proxyBeanMethods = false)
class AccessConfiguration implements WebMvcConfigurer {

  /** Before any bean is made: a refusal is told at once, and not after the model was loaded. */
  @Bean
  static BeanFactoryPostProcessor listenAddress(Environment environment) {
    return _ -> ListenAddress.check(environment);
  }

  @Bean
  KeyWatch keyWatch(AccessProperties properties, AuditLog audit, MeterRegistry meters) {
    return new KeyWatch(new KeyFile(properties.keys()), audit, meters);
  }

  /** A bean of this type is found by every mapping, also the actuator's and that of the page. */
  @Bean
  MappedInterceptor accessInterceptor(AccessProperties properties, KeyWatch keys, AuditLog audit) {
    var wrongKeys = new WrongKeys(properties.wrongKeysPerMinute(), System::nanoTime);
    return new MappedInterceptor(
        new String[] {"/**"},
        new AccessInterceptor(keys, new QuotaMeter(System::nanoTime), wrongKeys, audit));
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument());
  }
}
