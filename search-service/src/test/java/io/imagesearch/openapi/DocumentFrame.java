package io.imagesearch.openapi;

import io.imagesearch.problem.ProblemType;
import io.imagesearch.request.RequestId;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beside the calls themselves. */
@Configuration(proxyBeanMethods = false)
class DocumentFrame {
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Image search")
                .version("v1")
                .description("Search by picture.")
                .license(new License().name("Apache-2.0")))
        .servers(List.of(new Server().url("/").description("This service")));
  }

  /** Every call may end in a problem; saying it once here keeps the controllers readable. */
  @Bean
  OpenApiCustomizer problems() {
    return document -> {
      document.getComponents().addSchemas(PROBLEM, problemSchema());
      document.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(DocumentFrame::addProblem);
    };
  }

  private static void addProblem(Operation operation) {
    Schema<Object> reference = new Schema<>();
    reference.set$ref("#/components/schemas/" + PROBLEM);
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("A problem: see docs/problems.md")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json", new MediaType().schema(reference))));
  }

  private static Schema<?> problemSchema() {
    StringSchema type = new StringSchema();
    type.setFormat("uri");
    type.setDescription(
        Arrays.stream(ProblemType.values())
            .map(each -> each.uri().toString())
            .collect(Collectors.joining(", ", "One of: ", "")));
    ObjectSchema problem = new ObjectSchema();
    problem.setDescription("A problem as RFC 9457 defines it");
    problem.addProperty("type", type);
    problem.addProperty("title", new StringSchema());
    problem.addProperty("status", new IntegerSchema());
    problem.addProperty("detail", new StringSchema());
    problem.addProperty("instance", new StringSchema());
    problem.addProperty(RequestId.FIELD, new StringSchema());
    problem.setRequired(List.of("type", "title", "status", "detail"));
    return problem;
  }
}
