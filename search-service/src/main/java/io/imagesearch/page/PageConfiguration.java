package io.imagesearch.page;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Browsers ask each time whether a file of the page is still the same, and are told by its content:
 * a build is reproducible, so all its files carry one and the same date.
 */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
  private final String[] locations;
  private final Map<String, String> etags = new HashMap<>();

  PageConfiguration(WebProperties properties) {
    this.locations = properties.getResources().getStaticLocations();
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/**")
        .addResourceLocations(locations)
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(this::etagOf);
  }

  private String etagOf(Resource file) {
    try {
      // The date matters where the files are edited while the service runs.
      String key = file.getDescription() + file.lastModified();
      synchronized (etags) {
        return Objects.requireNonNull(etags.computeIfAbsent(key, _ -> digestOf(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digestOf(Resource file) {
    try (InputStream bytes = file.getInputStream()) {
      // Weak, as Tomcat compresses nothing that has a strong one.
      return "W/\"" + DigestUtils.md5DigestAsHex(bytes) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
