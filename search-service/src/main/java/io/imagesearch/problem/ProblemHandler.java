package io.imagesearch.problem;

import io.imagesearch.embedding.CallerGoneException;
import io.imagesearch.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever a controller or Spring MVC throws into a problem of the documented list. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler
  @Nullable ResponseEntity<Object> handleOwn(Exception e, HttpServletRequest request) {
    if (e instanceof AsyncRequestNotUsableException || isClientGone(e)) {
      return null; // nobody is there to answer
    }
    ProblemException problem = Problems.of(e);
    if (problem.type() == ProblemType.INTERNAL_ERROR) {
      String instance = "urn:uuid:" + UUID.randomUUID();
      problem.getBody().setInstance(URI.create(instance));
      log.atError()
          .addKeyValue("instance", instance)
          .addKeyValue("path", request.getRequestURI())
          .setCause(e)
          .log("Request failed");
    } else {
      ProblemLog.tell(log, "Request refused", "path", request.getRequestURI(), problem);
    }
    return answer(problem.getBody(), problem.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Object> handleMultipart(MultipartException e) {
    return unreadable(e, "The multipart body is broken or cut short.");
  }

  /** Such as a parameter without a name; the container finds it when somebody asks for one. */
  @ExceptionHandler
  ResponseEntity<Object> handleParameters(InvalidParameterException e) {
    return answer(
        ProblemException.body(
            ProblemType.MALFORMED_REQUEST, "The query or the form has a broken parameter."),
        new HttpHeaders());
  }

  /** Our own problems are error responses to Spring too, and would lose their type there. */
  @Override
  protected @Nullable ResponseEntity<Object> handleErrorResponseException(
      ErrorResponseException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return e instanceof ProblemException problem
        ? answer(problem.getBody(), problem.getHeaders())
        : handleExceptionInternal(e, null, headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(e.getPropertyName());
    return answer(
        ProblemException.body(
            ProblemType.INVALID_PARAMETER,
            name + ": " + Problems.brief(e.getValue()) + " can't be read"),
        headers);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return unreadable(e, JsonFault.describe(e));
  }

  @Override
  protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        ProblemException.body(
            ProblemType.REQUEST_TOO_LARGE, "The upload is larger than this service takes."),
        headers);
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(ProblemException.body(ProblemType.of(status), detailOf(e, body)), headers);
  }

  private static String detailOf(Exception e, @Nullable Object body) {
    ProblemDetail given =
        body instanceof ProblemDetail problem
            ? problem
            : e instanceof ErrorResponse response ? response.getBody() : null;
    String detail = given == null ? null : given.getDetail();
    return detail == null ? "The request does not fit this call." : detail;
  }

  /** Unless the reading was stopped by a problem of our own, such as too many bytes. */
  private static ResponseEntity<Object> unreadable(NestedRuntimeException e, String detail) {
    ProblemException problem =
        e.getRootCause() instanceof ProblemException own
            ? own
            : new ProblemException(ProblemType.MALFORMED_REQUEST, detail, e);
    return answer(problem.getBody(), problem.getHeaders());
  }

  private static boolean isClientGone(Throwable e) {
    return e instanceof CallerGoneException
        || (e instanceof IOException
            && e.getClass().getName().equals("org.apache.catalina.connector.ClientAbortException"));
  }

  private static ResponseEntity<Object> answer(ProblemDetail body, HttpHeaders headers) {
    RequestId.current().ifPresent(id -> body.setProperty(RequestId.FIELD, id));
    return ResponseEntity.status(body.getStatus())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body);
  }
}
