package io.imagesearch.problem;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Every error that the service answers, with its stable type; documented in docs/problems.md. */
public enum ProblemType {
  INVALID_PARAMETER(
      HttpStatus.BAD_REQUEST,
      "A parameter is outside its range",
      "Mend the parameter that the detail names."),
  MALFORMED_REQUEST(
      HttpStatus.BAD_REQUEST,
      "The request can't be read",
      "Send well-formed JSON or multipart/form-data with the documented fields."),
  MISSING_PICTURE(
      HttpStatus.BAD_REQUEST,
      "No picture was given",
      "Send a multipart field named file, or the id of a stored picture."),
  EMPTY_PICTURE(
      HttpStatus.BAD_REQUEST,
      "The picture has no bytes",
      "Check the file on your side: it is empty."),
  UNAUTHENTICATED(
      HttpStatus.UNAUTHORIZED,
      "A key is needed",
      "Send Authorization: Bearer with a key that 'image-search keys create' printed."),
  FORBIDDEN(
      HttpStatus.FORBIDDEN,
      "The key's role does not allow this",
      "Use a key with the role that the detail names."),
  FOREIGN_UPLOADER(
      HttpStatus.FORBIDDEN,
      "The key does not cover this uploader",
      "Name an uploader of the key's, or none; GET /api/v1/access lists them."),
  CROSS_SITE_REQUEST(
      HttpStatus.FORBIDDEN,
      "A page of another site may not do this",
      "Open the service's own page, or call from a program, which sends no Origin."),
  URL_FETCH_DISABLED(
      HttpStatus.FORBIDDEN,
      "Pictures by URL are switched off",
      "Upload the picture's bytes instead, or start the service with image-search.fetch.enabled."),
  URL_NOT_ALLOWED(
      HttpStatus.FORBIDDEN,
      "Pictures are not fetched from this address",
      "Name a public http or https address, or upload the picture's bytes."),
  FOLDER_NOT_ALLOWED(
      HttpStatus.FORBIDDEN,
      "The folder is outside the configured roots",
      "Name a folder below one of image-search.ingest.roots, or upload an archive."),
  UNKNOWN_IMAGE(
      HttpStatus.NOT_FOUND,
      "There is no such picture",
      "Use an id that an upload, a list or a search answered."),
  UNKNOWN_UPLOADER(
      HttpStatus.NOT_FOUND,
      "No picture of this uploader",
      "Check the uploader's spelling; it is case-sensitive."),
  UNKNOWN_JOB(
      HttpStatus.NOT_FOUND,
      "There is no such job",
      "Use an id that POST or GET /api/v1/ingest-jobs or /api/v1/reindex-jobs answered."),
  FOLDER_NOT_FOUND(
      HttpStatus.NOT_FOUND,
      "There is no such folder",
      "The folder is looked up on the server, below the configured roots."),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here", "See /api/v1/openapi.yaml."),
  METHOD_NOT_ALLOWED(
      HttpStatus.METHOD_NOT_ALLOWED,
      "This method does not work here",
      "Use a method that the Allow header names."),
  NOT_ACCEPTABLE(
      HttpStatus.NOT_ACCEPTABLE,
      "The answer can't take the form asked for",
      "Accept application/json, or leave the Accept header out."),
  REQUEST_TOO_SLOW(
      HttpStatus.REQUEST_TIMEOUT,
      "The request came too slowly",
      "Send smaller requests; the limits are image-search.edge.patience and .min-rate."),
  PICTURE_OF_ANOTHER_UPLOADER(
      HttpStatus.CONFLICT,
      "These bytes belong to an uploader whom the key does not cover",
      "Nothing was changed; the same bytes are one picture, and it is theirs."),
  JOB_FINISHED(
      HttpStatus.CONFLICT,
      "The job has ended already",
      "Only a waiting or running job can be cancelled."),
  RECONCILIATION_RUNNING(
      HttpStatus.CONFLICT,
      "Store and index are being compared already",
      "Wait for its end, which who started it is told; one runs at a time."),
  REINDEX_RUNNING(
      HttpStatus.CONFLICT,
      "The collection is being moved to another model",
      "Wait for its end, or cancel it; GET /api/v1/reindex-jobs says how far it is."),
  MODEL_SERVES_ALREADY(
      HttpStatus.CONFLICT,
      "The collection is searched by this model already",
      "Name another model; two folders with the same fingerprint are one model."),
  MODEL_KEPT(
      HttpStatus.CONFLICT,
      "A second model is still kept",
      "Return to it, or drop it: there is room for one beside the model that serves."),
  NOTHING_KEPT(
      HttpStatus.CONFLICT,
      "This job has nothing to return to, to drop or to cancel",
      "Its state, and which model is kept, are in GET /api/v1/reindex-jobs."),
  PICTURE_TOO_LARGE(
      HttpStatus.CONTENT_TOO_LARGE,
      "The picture has too many bytes",
      "Stay below image-search.picture.max-bytes."),
  REQUEST_TOO_LARGE(
      HttpStatus.CONTENT_TOO_LARGE,
      "The request has too many bytes",
      "Send fewer pictures at once, or raise spring.servlet.multipart.max-request-size."),
  UNKNOWN_HOST(
      HttpStatus.MISDIRECTED_REQUEST,
      "This service does not go by that name",
      "Use localhost, or add the name to image-search.edge.hosts."),
  UNSUPPORTED_MEDIA_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "The request's content type is not taken here",
      "Send multipart/form-data or application/json, as documented for the call."),
  UNSUPPORTED_PICTURE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "Not a picture in a format that is taken",
      "Send JPEG, PNG, WebP, GIF, BMP or TIFF; the content decides, not the name."),
  CORRUPT_PICTURE(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The picture is broken",
      "It is truncated or damaged: send the original file again."),
  TOO_MANY_PIXELS(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The picture has too many pixels",
      "Scale it down; the limit is image-search.picture.max-pixels."),
  PICTURE_TOO_SMALL(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The picture has too few pixels",
      "Each side needs image-search.picture.min-side pixels at least."),
  DIGEST_MISMATCH(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The bytes are not those of the picture's id",
      "The file was changed or cut since its export: export that picture again."),
  INVALID_ARCHIVE(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The archive can't be taken",
      "Send a zip of pictures that is intact and does not unpack to a multiple of itself."),
  URL_UNREACHABLE(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The address gives no picture",
      "Check that the address opens in a browser without logging in."),
  URL_TOO_SLOW(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The address gives its picture too slowly",
      "Try again, or upload the picture's bytes; the limit is image-search.fetch.timeout."),
  MODEL_UNUSABLE(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The model can't be embedded with",
      "Nothing was changed; mend what the detail names, on each API process."),
  NO_ITEM_ACCEPTED(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "None of the pictures was taken",
      "Each item's own problem is in items."),
  QUOTA_EXCEEDED(
      HttpStatus.TOO_MANY_REQUESTS,
      "The key's quota is used up",
      "Come back after the seconds in Retry-After."),
  QUEUE_FULL(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Too many pictures are waiting",
      "Come back after the seconds in Retry-After."),
  EMBEDDING_FAILED(
      HttpStatus.SERVICE_UNAVAILABLE,
      "The picture could not be embedded in time",
      "Try again; if it stays, look at /health and the service's log."),
  EMBEDDER_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE,
      "No embedder can be reached",
      "Come back after the seconds in Retry-After; /health names each embedder and what it lacks."),
  INDEX_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE,
      "The index's server can't be reached",
      "Nothing was acknowledged; come back after the seconds in Retry-After."),
  INDEX_BUSY(
      HttpStatus.SERVICE_UNAVAILABLE,
      "The index has too many calls at once",
      "Nothing was acknowledged; come back after the seconds in Retry-After, with fewer at once."),
  MODEL_OPENING(
      HttpStatus.SERVICE_UNAVAILABLE,
      "This process is loading a model that it needs",
      "Nothing was acknowledged; come back after the seconds in Retry-After."),
  DRAINING(
      HttpStatus.SERVICE_UNAVAILABLE,
      "This process is about to stop",
      "Ask another one, or this one's successor after the seconds in Retry-After."),
  PICTURE_BUSY(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Another process changes this picture",
      "Come back after the seconds in Retry-After; it ends then, or is given up."),
  STORAGE_FAILED(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Index or store can't be used now",
      "Nothing was acknowledged; try again, and look at the service's log."),
  INTERNAL_ERROR(
      HttpStatus.INTERNAL_SERVER_ERROR,
      "The service made a mistake",
      "The service's log has the reason under the instance of this answer.");

  private static final String BASE = "https://imagesearch.io/problems/";

  private final HttpStatus status;
  private final String title;
  private final String remedy;

  ProblemType(HttpStatus status, String title, String remedy) {
    this.status = status;
    this.title = title;
    this.remedy = remedy;
  }

  /** The general problem of a status that no code of ours has chosen. */
  static ProblemType of(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> REQUEST_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 501, 505 -> MALFORMED_REQUEST; // a method or protocol version that nobody speaks
      default -> status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR;
    };
  }

  /** The one with this URI; empty for what is none of ours. */
  public static Optional<ProblemType> of(String uri) {
    return Stream.of(values()).filter(type -> type.uri().toString().equals(uri)).findFirst();
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What the caller can do about it. */
  public String remedy() {
    return remedy;
  }

  /** The last part of the type URI. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public URI uri() {
    return URI.create(BASE + slug());
  }
}
