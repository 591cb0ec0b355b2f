package io.imagesearch.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * What an endpoint needs.
 *
 * @param role null where no key is needed
 * @param audit what the audit calls it, or empty
 */
record EndpointNeeds(@Nullable Role role, String audit) {
  private static final EndpointNeeds NO_KEY = new EndpointNeeds(null, "");

  /**
   * Of the endpoint that a request led to.
   *
   * @param pattern its path, as it is mapped
   */
  static EndpointNeeds of(Object handler, String pattern) {
    return switch (handler) {
      case HandlerMethod method when method.hasMethodAnnotation(NeedsNoKey.class) -> NO_KEY;
      case HandlerMethod method -> {
        Needs needs = method.getMethodAnnotation(Needs.class);
        yield needs == null ? ofOthers(pattern) : new EndpointNeeds(needs.value(), needs.audit());
      }
      // The page and its files; the second is the page's address without a file name.
      case ResourceHttpRequestHandler _ -> NO_KEY;
      case ParameterizableViewController _ -> NO_KEY;
      default -> ofOthers(pattern);
    };
  }

  /** Endpoints that come with a library, and can't say themselves what they need. */
  private static EndpointNeeds ofOthers(String pattern) {
    if (pattern.equals("/error") || isAtOrBelow(pattern, "/actuator/health")) {
      return NO_KEY;
    }
    return new EndpointNeeds(isAtOrBelow(pattern, "/actuator") ? Role.READ : Role.ADMIN, "");
  }

  private static boolean isAtOrBelow(String pattern, String path) {
    return pattern.equals(path) || pattern.startsWith(path + "/");
  }
}
