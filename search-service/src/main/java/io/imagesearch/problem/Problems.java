package io.imagesearch.problem;

import io.imagesearch.embedding.CallerGoneException;
import io.imagesearch.embedding.EmbedderUnavailableException;
import io.imagesearch.embedding.EmbeddingException;
import io.imagesearch.embedding.QueueFullException;
import io.imagesearch.fetch.FetchException;
import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexUnavailableException;
import io.imagesearch.picture.PictureException;
import io.imagesearch.store.PictureBusyException;
import io.imagesearch.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Which problem each of the service's own exceptions is. */
public final class Problems {
  private Problems() {}

  /** There is no picture with this id, whether it is the form of an id or not. */
  public static ProblemException unknownImage(Object id) {
    return new ProblemException(
        ProblemType.UNKNOWN_IMAGE, "There is no picture " + brief(id) + ".");
  }

  /** What a caller sent, short enough to be said back. */
  static String brief(@Nullable Object sent) {
    String text = String.valueOf(sent);
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  public static ProblemException uploadBrokeOff(IOException e) {
    return new ProblemException(ProblemType.MALFORMED_REQUEST, "The upload broke off.", e);
  }

  public static ProblemException of(PictureException e) {
    return new ProblemException(typeOf(e.reason()), String.valueOf(e.getMessage()), e);
  }

  private static ProblemType typeOf(PictureException.Reason reason) {
    return switch (reason) {
      case EMPTY -> ProblemType.EMPTY_PICTURE;
      case TOO_MANY_BYTES -> ProblemType.PICTURE_TOO_LARGE;
      case UNSUPPORTED_FORMAT -> ProblemType.UNSUPPORTED_PICTURE;
      case TOO_MANY_PIXELS -> ProblemType.TOO_MANY_PIXELS;
      case TOO_SMALL -> ProblemType.PICTURE_TOO_SMALL;
      case CORRUPT -> ProblemType.CORRUPT_PICTURE;
    };
  }

  /** What another process of the service found wrong with a picture, by its problem's type. */
  public static Optional<PictureException.Reason> pictureFault(ProblemType type) {
    return Stream.of(PictureException.Reason.values())
        .filter(reason -> typeOf(reason) == type)
        .findFirst();
  }

  /** None is a 5xx but a full house: this service is well when somebody else's address is not. */
  public static ProblemException of(FetchException e) {
    ProblemType type =
        switch (e.reason()) {
          case DISABLED -> ProblemType.URL_FETCH_DISABLED;
          case NOT_ALLOWED -> ProblemType.URL_NOT_ALLOWED;
          case UNREACHABLE -> ProblemType.URL_UNREACHABLE;
          case TOO_SLOW -> ProblemType.URL_TOO_SLOW;
          case TOO_LARGE -> ProblemType.PICTURE_TOO_LARGE;
          case NOT_A_PICTURE -> ProblemType.UNSUPPORTED_PICTURE;
          case BUSY -> ProblemType.QUEUE_FULL;
        };
    ProblemException problem = new ProblemException(type, String.valueOf(e.getMessage()), e);
    if (type == ProblemType.QUEUE_FULL) {
      retryAfter(problem, Duration.ofSeconds(5));
    }
    return problem;
  }

  public static ProblemException of(QueueFullException e) {
    ProblemException problem =
        new ProblemException(ProblemType.QUEUE_FULL, String.valueOf(e.getMessage()), e);
    retryAfter(problem, e.retryAfter());
    return problem;
  }

  /** The detail leaves the cause to the log: it may name paths and addresses. */
  public static ProblemException of(EmbeddingException e) {
    ProblemException problem =
        new ProblemException(ProblemType.EMBEDDING_FAILED, String.valueOf(e.getMessage()), e);
    retryAfter(problem, Duration.ofSeconds(1));
    return problem;
  }

  public static ProblemException of(EmbedderUnavailableException e) {
    ProblemException problem =
        new ProblemException(ProblemType.EMBEDDER_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    retryAfter(problem, Duration.ofSeconds(2));
    return problem;
  }

  /** This process takes no new work, since it is about to stop. */
  public static ProblemException draining() {
    ProblemException problem =
        new ProblemException(ProblemType.DRAINING, "This process finishes what it has and stops.");
    retryAfter(problem, Duration.ofSeconds(1));
    return problem;
  }

  /** This process has still to load what the others work with. */
  public static ProblemException modelOpening(String detail) {
    ProblemException problem = new ProblemException(ProblemType.MODEL_OPENING, detail);
    retryAfter(problem, Duration.ofSeconds(2));
    return problem;
  }

  public static ProblemException of(IndexException e) {
    return storage("The index can't be used now.", e);
  }

  public static ProblemException of(PictureBusyException e) {
    ProblemException problem =
        new ProblemException(ProblemType.PICTURE_BUSY, String.valueOf(e.getMessage()), e);
    retryAfter(problem, e.retryAfter());
    return problem;
  }

  public static ProblemException of(IndexUnavailableException e) {
    ProblemType type =
        switch (e.reason()) {
          case AWAY -> ProblemType.INDEX_UNAVAILABLE;
          case BUSY -> ProblemType.INDEX_BUSY;
        };
    ProblemException problem = new ProblemException(type, String.valueOf(e.getMessage()), e);
    retryAfter(problem, e.retryAfter());
    return problem;
  }

  public static ProblemException of(StoreException e) {
    return storage("The picture store can't be used now.", e);
  }

  /** Of any exception of a picture's way into the collection. */
  public static ProblemException of(Exception e) {
    return switch (e) {
      case ProblemException problem -> problem;
      case PictureException picture -> of(picture);
      case FetchException fetch -> of(fetch);
      case QueueFullException full -> of(full);
      case EmbeddingException embedding -> of(embedding);
      case EmbedderUnavailableException embedder -> of(embedder);
      case CallerGoneException gone ->
          new ProblemException(
              ProblemType.MALFORMED_REQUEST, "The connection was closed before the answer.", gone);
      case IndexException index -> of(index);
      case PictureBusyException busy -> of(busy);
      case IndexUnavailableException unavailable -> of(unavailable);
      case StoreException store -> of(store);
      default ->
          new ProblemException(ProblemType.INTERNAL_ERROR, "The service's log has the reason.", e);
    };
  }

  private static ProblemException storage(String detail, Exception e) {
    ProblemException problem = new ProblemException(ProblemType.STORAGE_FAILED, detail, e);
    retryAfter(problem, Duration.ofSeconds(5));
    return problem;
  }

  private static void retryAfter(ProblemException problem, Duration wait) {
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
  }
}
