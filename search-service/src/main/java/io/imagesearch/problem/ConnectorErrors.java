package io.imagesearch.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** What Tomcat refuses before any servlet sees it is a problem as well, not a page of HTML. */
@Component
class ConnectorErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(context -> {
      if (context.getParent() instanceof StandardHost host) {
        host.setErrorReportValveClass(ProblemValve.class.getName());
      }
    });
  }

  /** Writes the body where nobody else has. Public, since Tomcat creates it by name. */
  public static final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null || !status.isError() || response.getContentWritten() > 0) {
        return;
      }
      ProblemType type = ProblemType.of(status);
      String body =
          """
          {"type":"%s","title":"%s","status":%d,"detail":"%s"}\
          """
              .formatted(type.uri(), type.title(), status.value(), type.remedy());
      try {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        response.finishResponse();
      } catch (IOException | IllegalStateException e) {
        container.getLogger().debug("No body for a refused request", e);
      }
    }
  }
}
