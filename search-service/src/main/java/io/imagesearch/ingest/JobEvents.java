package io.imagesearch.ingest;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams a job's progress: an event per change, at most five a second, then one for its end. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Component
class JobEvents {
  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  SseEmitter of(IngestJob job) {
    SseEmitter emitter = new SseEmitter(0L); // ends with the job, or when the client leaves
    Thread.ofVirtual().name("job-events-" + job.spec().id()).start(() -> stream(job, emitter));
    return emitter;
  }

  private static void stream(IngestJob job, SseEmitter emitter) {
    try {
      long seen = -1;
      while (true) {
        long version = job.awaitChange(seen, HEARTBEAT);
        if (version == seen) {
          emitter.send(SseEmitter.event().comment("still here"));
          continue;
        }
        seen = version;
        JobView view = job.view();
        if (view.state().isEnd()) {
          send(emitter, "end", view);
          emitter.complete();
          return;
        }
        send(emitter, "progress", view.brief());
        Thread.sleep(PACE);
      }
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e); // the client is gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    }
  }

  private static void send(SseEmitter emitter, String name, JobView view) throws IOException {
    emitter.send(SseEmitter.event().name(name).data(view, MediaType.APPLICATION_JSON));
  }
}
