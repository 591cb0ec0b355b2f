package io.imagesearch.request;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

  @Bean
  OutgoingHeaders outgoingHeaders(
      ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
    Tracer found = tracer.getIfAvailable();
    Propagator way = propagator.getIfAvailable();
    return found == null || way == null
        ? OutgoingHeaders.untraced()
        : OutgoingHeaders.traced(found, way);
  }

  @Bean
  @Conditional(TracesAreOn.class)
  FilterRegistrationBean<StepTracing> stepTracing(Tracer tracer) {
    return new FilterRegistrationBean<>(new StepTracing(tracer));
  }
}
