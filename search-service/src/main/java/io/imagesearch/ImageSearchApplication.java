package io.imagesearch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The search service: REST, web page, index and model in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ImageSearchApplication {

  public static void main(String[] args) {
    SpringApplication.run(ImageSearchApplication.class, args);
  }
}
