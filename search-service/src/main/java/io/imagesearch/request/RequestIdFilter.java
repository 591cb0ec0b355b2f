package io.imagesearch.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request its {@link RequestId}, before anything else sees it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {
  private static final String ATTRIBUTE = RequestId.class.getName();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id =
        request.getAttribute(ATTRIBUTE) instanceof String known
            ? known
            : RequestId.of(request.getHeader(RequestId.HEADER));
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader(RequestId.HEADER, id);
    try (var _ = MDC.putCloseable(RequestId.FIELD, id)) {
      chain.doFilter(request, response);
    }
  }

  /** The end of a stream is served by another thread. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  /** An error's own page is made after the chain has ended. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
