package io.imagesearch.search;

import io.imagesearch.access.Caller;
import io.imagesearch.activity.ActivityLog;
import io.imagesearch.embedding.ImageEmbedder.Preparation;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.QueueFullException;
import io.imagesearch.generation.Generations;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a search by a picture before its form is read, where the picture would be refused after
 * that: in a crowd most are, and what they cost is taken from those who are served.
 */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Component
class EarlyRefusal implements HandlerInterceptor, WebMvcConfigurer {
  /** A shorter form may have nothing but the ids of pictures, which need no embedding. */
  private static final long SHORTEST_WITH_PICTURE = 2048;

  /**
   * Asked for at the first search: interceptors are made while Tomcat starts, and what the service
   * can't start without would fail there without the one line that says why.
   */
  private final ObjectProvider<Generations> generations;

  private final ObjectProvider<ActivityLog> activities;

  EarlyRefusal(ObjectProvider<Generations> generations, ObjectProvider<ActivityLog> activities) {
    this.generations = generations;
    this.activities = activities;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(SearchController.PATH);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (mayBringPicture(request)) {
      Instant began = Instant.now();
      try (Preparation _ =
          generations
              .getObject()
              .current()
              .serving()
              .embedder()
              .pictures()
              .prepare(Lane.INTERACTIVE)) {
        return true;
      } catch (QueueFullException full) {
        ProblemException problem = Problems.of(full);
        String outcome = problem.type().slug();
        activities
            .getObject()
            .add("search", outcome, null, problem.detail(), began, Caller.of(request).readable());
        throw problem;
      }
    }
    return true;
  }

  private static boolean mayBringPicture(HttpServletRequest request) {
    String type = request.getContentType();
    long length = request.getContentLengthLong();
    return type != null
        && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
        && (length < 0 || length >= SHORTEST_WITH_PICTURE);
  }
}
