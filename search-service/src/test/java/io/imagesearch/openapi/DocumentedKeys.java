package io.imagesearch.openapi;

import io.imagesearch.access.Caller;
import io.imagesearch.access.NeedsNoKey;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of keys, once for all calls. */
@Configuration(proxyBeanMethods = false)
class DocumentedKeys {
  private static final String SCHEME = "key";
  private static final Map<String, String> REFUSALS =
      Map.of(
          "401", "Unauthenticated",
          "403", "Forbidden",
          "429", "QuotaExceeded");

  DocumentedKeys() {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  OpenApiCustomizer keys() {
    return document -> {
      document.addSecurityItem(needsKey());
      document
          .getComponents()
          .addSecuritySchemes(
              SCHEME,
              new SecurityScheme()
                  .type(SecurityScheme.Type.HTTP)
                  .scheme("bearer")
                  .description("A key, where the service asks for one: see docs/access.md"))
          .addResponses("Unauthenticated", problem("No key, or none that opens anything"))
          .addResponses("Forbidden", problem("The key's role or uploaders do not cover this"))
          .addResponses(
              "QuotaExceeded",
              problem("The key's quota is used up")
                  .addHeaderObject(
                      "Retry-After",
                      new Header().description("Seconds").schema(new IntegerSchema())));
    };
  }

  @Bean
  OperationCustomizer needs() {
    return (operation, method) -> {
      if (method.hasMethodAnnotation(NeedsNoKey.class)) {
        operation.setSecurity(List.of(new SecurityRequirement(), needsKey())); // either will do
      } else {
        REFUSALS.forEach((status, name) -> refer(operation, status, name));
      }
      return operation;
    };
  }

  private static SecurityRequirement needsKey() {
    return new SecurityRequirement().addList(SCHEME);
  }

  private static void refer(Operation operation, String status, String name) {
    operation
        .getResponses()
        .addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + name));
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }
}
