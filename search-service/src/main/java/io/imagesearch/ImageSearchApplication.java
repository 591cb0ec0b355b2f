package io.imagesearch;

import io.imagesearch.cli.Invocation;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The search service: REST, web page, index and model in one process; and its client. */
@SpringBootApplication
public class ImageSearchApplication {

  public static void main(String[] args) {
    switch (Invocation.of(args)) {
      case Invocation.Serve(var properties) -> {
        SpringApplication.run(ImageSearchApplication.class, properties.toArray(String[]::new));
        StopSignals.endWell();
      }
      case Invocation.Client client -> System.exit(client.run());
    }
  }
}
