package io.imagesearch.edge;

import io.imagesearch.problem.Problems;
import io.imagesearch.wire.EmbedCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses requests with pictures before their bodies are read while the processors can't keep up.
 * The queue for the network judges a picture only once its form is read and parsed, and in a burst
 * that alone is more than there is time for: everybody would wait, also those that it lets in.
 */
@Component
class LoadShedding implements SmartLifecycle, HandlerInterceptor, WebMvcConfigurer {
  private final Duration longest;
  private final Pulse pulse = new Pulse(System::nanoTime, Thread::startVirtualThread);
  private final Counter shed;
  private @Nullable Thread thread;

  LoadShedding(EdgeProperties properties, MeterRegistry meters) {
    longest = properties.longestLag();
    shed = meters.counter("requests.shed");
    Gauge.builder("requests.lag", pulse, each -> each.lag().toNanos() / 1e9)
        .baseUnit("seconds")
        .strongReference(true)
        .register(meters);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Duration lag = pulse.lag();
    if (request.getMethod().equals("POST") && lag.compareTo(longest) > 0) {
      shed.increment();
      throw Problems.overloaded(lag);
    }
    return true;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/api/v1/search", "/api/v1/images")
        .addPathPatterns(EmbedCall.PATHS_WITH_PICTURES.toArray(String[]::new));
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofPlatform().daemon().name("pulse").start(this::beat);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void beat() {
    try {
      while (true) {
        pulse.beat();
        Thread.sleep(Pulse.EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
