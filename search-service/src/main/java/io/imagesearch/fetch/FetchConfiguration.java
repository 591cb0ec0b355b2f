package io.imagesearch.fetch;

import io.imagesearch.picture.PictureLimits;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(FetchProperties.class)
@Configuration(proxyBeanMethods = false)
class FetchConfiguration {

  @Bean
  NameResolver nameResolver() {
    return name -> List.of(InetAddress.getAllByName(name));
  }

  @Bean
  UrlFetcher urlFetcher(
      FetchProperties properties,
      NameResolver names,
      PictureLimits limits,
      @Value("${server.tomcat.basedir}") Path folder)
      throws NoSuchAlgorithmException {
    return new UrlFetcher(properties, names, SSLContext.getDefault(), limits, folder);
  }
}
