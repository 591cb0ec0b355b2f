package io.imagesearch.access;

import io.imagesearch.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Asks each request for its key before anything of its body is read, and notes writes that were
 * refused.
 */
final class AccessInterceptor implements HandlerInterceptor {
  static final String CALLER = Caller.class.getName();
  private static final String BEARER = "Bearer ";
  private static final String OTHER_SCHEME = "?";

  private final KeyWatch keys;
  private final QuotaMeter quotas;
  private final WrongKeys wrongKeys;
  private final AuditLog audit;

  AccessInterceptor(KeyWatch keys, QuotaMeter quotas, WrongKeys wrongKeys, AuditLog audit) {
    this.keys = keys;
    this.quotas = quotas;
    this.wrongKeys = wrongKeys;
    this.audit = audit;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getAttribute(CALLER) != null) {
      return true; // forwarded, or the end of a stream: the request was let in before
    }
    EndpointNeeds needs = needs(request, handler);
    Optional<KeyRing> ring = keys.ring();
    String presented = presented(request);
    Optional<AccessKey> key = ring.flatMap(known -> known.find(presented));
    Caller caller =
        new Caller(
            key,
            ring.isPresent(),
            request.getRemoteAddr(),
            count -> key.ifPresent(each -> quotas.pictures(each, count)));
    try {
      check(caller, presented, needs);
    } catch (ProblemException refusal) {
      if (!needs.audit().isEmpty()) {
        audit.write(caller, needs.audit(), subject(request), null, refusal.type().slug());
      }
      throw refusal;
    }
    request.setAttribute(CALLER, caller);
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception unanswered) {
    EndpointNeeds needs = needs(request, handler);
    if (needs.audit().isEmpty()
        || !(request.getAttribute(CALLER) instanceof Caller caller)
        || caller.isAudited()) {
      return;
    }
    String outcome =
        request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE) instanceof ProblemException e
            ? e.type().slug()
            : "status-" + response.getStatus();
    audit.write(caller, needs.audit(), subject(request), caller.asked(), outcome);
  }

  private void check(Caller caller, String presented, EndpointNeeds needs) {
    if (!caller.keysAreRequired()) {
      return;
    }
    Role role = needs.role();
    if (caller.key().isEmpty()) {
      if (!presented.isEmpty()) {
        throw wrongKeys.refusal(caller.address());
      }
      if (role != null) {
        throw Refusals.unauthenticated();
      }
    } else if (role != null) {
      caller.checkHas(role);
      quotas.request(caller.key().get());
    }
  }

  /** The key, or nothing; another scheme is a key that is wrong. */
  private static String presented(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return "";
    }
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : OTHER_SCHEME;
  }

  private static EndpointNeeds needs(HttpServletRequest request, Object handler) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return EndpointNeeds.of(handler, String.valueOf(pattern));
  }

  private static @Nullable String subject(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? id
        : null;
  }
}
