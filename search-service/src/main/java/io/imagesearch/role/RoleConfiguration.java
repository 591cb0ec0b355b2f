package io.imagesearch.role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class RoleConfiguration {

  @Bean
  ServiceRole serviceRole(Environment environment) {
    return ServiceRole.of(environment);
  }
}
