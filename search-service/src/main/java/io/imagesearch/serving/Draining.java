package io.imagesearch.serving;

import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.wire.EmbedCall;
import io.imagesearch.wire.Report;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * An embedder that is told to stop says so to whoever asks for more, and finishes what it has. The
 * web server goes on meanwhile: it would refuse connections, which tells less.
 */
@RunsIn(ServiceRole.EMBEDDER)
@Component
class Draining implements SmartLifecycle, HandlerInterceptor, WebMvcConfigurer {
  private final ApplicationAvailability availability;
  private final Duration patience;
  private int underWay;
  private boolean running;
  private boolean draining;

  Draining(
      ApplicationAvailability availability,
      @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration patience) {
    this.availability = availability;
    this.patience = patience;
  }

  synchronized Report.State state() {
    if (draining) {
      return Report.State.DRAINING;
    }
    boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
    return ready ? Report.State.READY : Report.State.STARTING;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns(EmbedCall.PATHS_WITH_PICTURES.toArray(String[]::new));
  }

  @Override
  public synchronized boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (draining) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
      throw Problems.draining();
    }
    underWay++;
    return true;
  }

  @Override
  public synchronized void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception unanswered) {
    underWay--;
    notifyAll();
  }

  @Override
  public synchronized void start() {
    running = true;
  }

  /** Returns when what was accepted is done, or its time is over. */
  @Override
  public synchronized void stop() {
    draining = true;
    running = false;
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); underWay > 0 && left > 0; ) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  /** Before all else ends. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
