package io.imagesearch.edge;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses what a page of another site sends through its visitor's browser. A form needs no leave to
 * be posted anywhere, and a name of an attacker's can point to 127.0.0.1; browsers tell both by
 * headers that pages can't change. Programs send none of them and are not touched.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class OwnPagesOnly extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> hosts;
  private final boolean loopbackOnly;
  private final HandlerExceptionResolver problems;

  OwnPagesOnly(
      EdgeProperties properties,
      @Value("${server.address:0.0.0.0}") InetAddress address,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.hosts = properties.hosts();
    this.loopbackOnly = address.isLoopbackAddress();
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ProblemException> refusal = refusalOf(request);
    if (refusal.isPresent()) {
      problems.resolveException(request, response, null, refusal.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private Optional<ProblemException> refusalOf(HttpServletRequest request) {
    if (request.getHeader("Host") != null && !isOurs(request.getServerName())) {
      return Optional.of(
          new ProblemException(
              ProblemType.UNKNOWN_HOST, "This service does not go by the name in Host."));
    }
    if (!READING.contains(request.getMethod()) && isFromAnotherSite(request)) {
      return Optional.of(
          new ProblemException(
              ProblemType.CROSS_SITE_REQUEST, "The request came from a page of another site."));
    }
    return Optional.empty();
  }

  /** Reached from outside it may have names that nobody told it, unless somebody told it some. */
  private boolean isOurs(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return (!loopbackOnly && hosts.isEmpty()) || LOOPBACK.contains(name) || hosts.contains(name);
  }

  private static boolean isFromAnotherSite(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    // Browsers leave the first one out for plain http to anything but loopback.
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    return origin != null
        && (host == null
            || !origin.toLowerCase(Locale.ROOT).matches("https?://.*")
            || !origin.substring(origin.indexOf("//") + 2).equalsIgnoreCase(host));
  }
}
