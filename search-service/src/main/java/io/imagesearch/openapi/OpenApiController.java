package io.imagesearch.openapi;

import io.imagesearch.access.NeedsNoKey;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the OpenAPI document, which a test made of the controllers. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Hidden
class OpenApiController {
  @NeedsNoKey
  @GetMapping(path = "/api/v1/openapi", produces = MediaType.APPLICATION_JSON_VALUE)
  Resource json() {
    return new ClassPathResource("openapi.json", getClass());
  }

  @NeedsNoKey
  @GetMapping(path = "/api/v1/openapi.yaml", produces = MediaType.APPLICATION_YAML_VALUE)
  Resource yaml() {
    return new ClassPathResource("openapi.yaml", getClass());
  }
}
