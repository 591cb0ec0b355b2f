package io.imagesearch;

import io.imagesearch.cli.Invocation;
import io.imagesearch.role.ServiceRole;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The search service: REST, web page, index and model in one process; and its client. */
@SpringBootApplication
// Jackson's mix-ins are looked for in there, of which there are none: half a second of a cold start
// over all packages.
@AutoConfigurationPackage(basePackageClasses = ServiceRole.class)
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
