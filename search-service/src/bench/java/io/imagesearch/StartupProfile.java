package io.imagesearch;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.core.metrics.StartupStep;

/**
 * What the service's start spends its time on. Takes settings of the service; prints milliseconds
 * and a name for each of the longest steps, the steps inside of them not counted.
 */
public final class StartupProfile {
  private static final int MOST_STEPS = 20_000;
  private static final int PRINTED = 25;

  private StartupProfile() {}

  public static void main(String[] settings) {
    long jvm = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    BufferingApplicationStartup steps = new BufferingApplicationStartup(MOST_STEPS);
    SpringApplication application = new SpringApplication(ImageSearchApplication.class);
    application.setApplicationStartup(steps);
    application.run(settings).close();
    print(jvm, "the JVM, before main");
    own(steps.getBufferedTimeline().getEvents()).entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(PRINTED)
        .forEach(step -> print(step.getValue(), step.getKey()));
  }

  private static Map<String, Long> own(List<TimelineEvent> events) {
    Map<Long, Long> inside = new HashMap<>();
    for (TimelineEvent event : events) {
      Long parent = event.getStartupStep().getParentId();
      if (parent != null) {
        inside.merge(parent, millis(event.getDuration()), Long::sum);
      }
    }
    Map<String, Long> own = new HashMap<>();
    for (TimelineEvent event : events) {
      StartupStep step = event.getStartupStep();
      own.merge(
          nameOf(step),
          millis(event.getDuration()) - inside.getOrDefault(step.getId(), 0L),
          Long::sum);
    }
    return own;
  }

  private static String nameOf(StartupStep step) {
    return StreamSupport.stream(step.getTags().spliterator(), false)
        .filter(tag -> tag.getKey().equals("beanName"))
        .map(tag -> " " + tag.getValue())
        .collect(Collectors.joining("", step.getName(), ""));
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }

  private static void print(long millis, String name) {
    System.out.println(String.format(Locale.ROOT, "%6d %s", millis, name));
  }
}
