package io.imagesearch.openapi;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.NearestQuery;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.PictureFormat;
import io.imagesearch.wire.Frames;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Encoding;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * What requests may hold, in JSON Schema, so that a generated client can't ask for nonsense. A name
 * means the same in every call, and the limits are the constants that the code checks by.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // as the model of the document is
class RequestSchemas implements OpenApiCustomizer {
  private static final Set<String> BODIES =
      Set.of(
          "StoredSearch", "FolderJob", "Change", "CropBox", "EmbeddingsRequest", "ReindexRequest");
  private static final String FORM = org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE;

  private static final String PICTURES =
      Stream.of(PictureFormat.values())
          .map(PictureFormat::mediaType)
          .collect(Collectors.joining(", "));

  @Override
  public void customise(OpenAPI document) {
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    for (String name : BODIES) {
      Schema<?> body = there(schemas, name);
      body.setAdditionalProperties(false);
      describeProperties(body);
    }
    attributes(schemas);
    fraction(there(schemas, "CropBox"));
    there(schemas, "FolderJob").setRequired(List.of("folder"));
    there(schemas, "ReindexRequest").setRequired(List.of("location"));
    there(schemas, "Change").setRequired(List.of("attributes"));
    there(schemas, "EmbeddingsRequest").setRequired(List.of("input"));
    there(schemas, "EmbeddingsRequest").getProperties().put("input", pictures());
    there(schemas, "EmbeddingsRequest").getProperties().put("user", new Schema<>());
    anyOf(there(schemas, "StoredSearch"), "id", "positive", "url");
    document.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .forEach(RequestSchemas::describe);
    form(document, "/api/v1/search").ifPresent(form -> anyOf(form, "file", "positive", "url"));
    form(document, "/api/v1/images").ifPresent(form -> anyOf(form, "file", "url"));
    form(document, "/api/v1/ingest-jobs").ifPresent(form -> form.setRequired(List.of("file")));
    form(document, "/api/v1/import")
        .ifPresent(form -> form.setRequired(List.of("file", "details")));
  }

  private static void describe(Operation operation) {
    if (operation.getRequestBody() != null) {
      operation.getRequestBody().setRequired(true); // parts that may be missing don't say so
    }
    if (operation.getParameters() != null) {
      operation
          .getParameters()
          .forEach(parameter -> {
            parameter.setSchema(own(parameter.getSchema()));
            if (parameter.getName().equals("id")) {
              boolean job = operation.getTags().stream().anyMatch(tag -> tag.endsWith(" jobs"));
              parameter.getSchema().setPattern(job ? "^[0-9a-f]{20}$" : exactly(ImageId.PATTERN));
            } else {
              describe(parameter.getName(), parameter.getSchema());
            }
          });
    }
    if (operation.getRequestBody() != null) {
      MediaType form = operation.getRequestBody().getContent().get(FORM);
      if (form != null) {
        describeProperties(form.getSchema());
        boolean job = operation.getTags().contains("ingest jobs");
        form.addEncoding("file", new Encoding().contentType(job ? "application/zip" : PICTURES));
      }
    }
  }

  private static void describeProperties(Schema<?> schema) {
    Map<String, Schema> properties = schema.getProperties();
    properties.replaceAll((_, property) -> own(property));
    properties.forEach(RequestSchemas::describe);
  }

  /** Fields that look the same share one schema, until they are told apart here. */
  private static Schema own(Schema shared) {
    Schema copy = AnnotationsUtils.clone(shared, true);
    if (copy.getItems() != null) {
      copy.setItems(AnnotationsUtils.clone(copy.getItems(), true));
    }
    return copy;
  }

  private static void describe(String name, Schema<?> schema) {
    switch (name) {
      case "id", "cursor", "after" -> schema.setPattern(exactly(ImageId.PATTERN));
      case "positive", "negative" -> schema.getItems().setPattern(exactly(ImageId.PATTERN));
      case "uploader" -> schema.setPattern(exactly(Uploader.PATTERN));
      case "consistency" -> describeConsistency(schema);
      case "k" -> within(schema, 1, NearestQuery.MAX_WINDOW);
      case "offset" -> within(schema, 0, NearestQuery.MAX_WINDOW - 1);
      case "minScore" -> within(schema, -1, 1);
      case "crop" -> {
        if (schema.get$ref() == null) {
          schema.setDescription("x,y,width,height as fractions of the picture");
          schema.setFormat("crop");
        }
      }
      case "attributes" -> {
        schema.setDescription("A JSON object, see Attributes");
        schema.setFormat("attributes");
      }
      case "details" -> {
        schema.setDescription("The object image of a line of GET /api/v1/export");
        schema.setFormat("details");
      }
      case "fingerprint" -> schema.setPattern(exactly(ModelIdentity.FINGERPRINT_PATTERN));
      case "url" -> {
        schema.setDescription("A public http or https address; 403 where that is switched off");
        schema.setFormat("uri");
      }
      case "encoding_format" -> {
        orNull(schema);
        ((Schema<String>) schema).setEnum(Arrays.asList("float", "base64", null));
      }
      case "model" -> {
        orNull(schema);
        schema.setDescription("The name of the service's model, which health tells");
        schema.setFormat("model");
      }
      case "tolerate" -> schema.setMinimum(BigDecimal.ZERO);
      case "folder" -> schema.setPattern("\\S");
      case "location" -> {
        schema.setDescription("classpath:… or the absolute path of a folder, on each API process");
        schema.setFormat("model-location");
      }
      case "embedders" -> {
        schema.setDescription("Embedders with this model, where the service has role api");
        schema.getItems().setFormat("uri");
      }
      default -> {}
    }
  }

  private static void orNull(Schema<?> schema) {
    schema.setTypes(new LinkedHashSet<>(List.of("string", "null")));
  }

  /** One picture, or several. */
  private static Schema<?> pictures() {
    Schema<?> one = new Schema<>();
    one.addType("string");
    one.setFormat("picture");
    one.setDescription("A picture's bytes in base64, or a data URI of them");
    Schema<?> several = new Schema<>();
    several.addType("array");
    several.setItems(one);
    several.setMinItems(1);
    several.setMaxItems(Frames.MAX_FRAMES);
    Schema<?> either = new Schema<>();
    either.addAnyOfItem(one);
    either.addAnyOfItem(several);
    return either;
  }

  private static void describeConsistency(Schema<?> schema) {
    ((Schema<String>) schema).setEnum(List.of("bounded", "strong"));
  }

  private static void attributes(Map<String, Schema> schemas) {
    schemas.put("Attributes", attributes("string", "number", "boolean"));
    schemas.put("AttributeChanges", attributes("string", "number", "boolean", "null"));
    refer(there(schemas, "StoredSearch"), "Attributes");
    refer(there(schemas, "FolderJob"), "Attributes");
    refer(there(schemas, "Change"), "AttributeChanges");
  }

  private static Schema<?> attributes(String... types) {
    Schema<?> value = new Schema<>();
    value.setTypes(new LinkedHashSet<>(List.of(types))); // the same document every time
    value.setMaxLength(Attributes.MAX_TEXT);
    Schema<?> key = new Schema<>();
    key.addType("string");
    key.setPattern(exactly(Attributes.KEY_PATTERN));
    Schema<?> attributes = new Schema<>();
    attributes.addType("object");
    attributes.setAdditionalProperties(value);
    attributes.setPropertyNames(key);
    attributes.setMaxProperties(Attributes.MAX_ENTRIES);
    return attributes;
  }

  private static void refer(Schema<?> body, String name) {
    body.getProperties().put("attributes", reference(name));
  }

  private static Schema<?> reference(String name) {
    Schema<?> reference = new Schema<>();
    reference.set$ref("#/components/schemas/" + name);
    return reference;
  }

  private static void fraction(Schema<?> crop) {
    crop.getProperties().values().forEach(side -> within(side, 0, 1));
    Stream.of("width", "height")
        .map(crop.getProperties()::get)
        .forEach(side -> {
          side.setMinimum(null);
          side.setExclusiveMinimumValue(BigDecimal.ZERO);
        });
    crop.setRequired(List.of("x", "y", "width", "height"));
  }

  private static void within(Schema<?> schema, int least, int most) {
    schema.setMinimum(BigDecimal.valueOf(least));
    schema.setMaximum(BigDecimal.valueOf(most));
  }

  private static void anyOf(Schema<?> body, String... fields) {
    for (String field : fields) {
      Schema<?> one = new Schema<>();
      one.setRequired(List.of(field));
      if (field.equals("positive")) {
        Schema<?> some = new Schema<>();
        some.setMinItems(1);
        one.addProperty(field, some);
      }
      body.addAnyOfItem(one);
    }
  }

  private static Optional<Schema<?>> form(OpenAPI document, String path) {
    Content content = there(document.getPaths(), path).getPost().getRequestBody().getContent();
    return Optional.ofNullable(content.get(FORM)).map(MediaType::getSchema);
  }

  private static <T> T there(Map<String, T> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private static String exactly(String pattern) {
    return "^" + pattern + "$";
  }
}
