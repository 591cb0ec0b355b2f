package io.imagesearch.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last {@value #CAPACITY} activities of this process, newest first. */
@Component
public class ActivityLog {
  static final int CAPACITY = 1000;

  private final Clock clock = Clock.systemUTC();
  private final Deque<Activity> newestFirst = new ArrayDeque<>(CAPACITY);

  /** Notes something that began at the given instant and ended now. */
  public void add(
      String action, String outcome, @Nullable String subject, String summary, Instant began) {
    Instant now = clock.instant();
    Activity activity =
        new Activity(
            now, action, outcome, subject, summary, Duration.between(began, now).toMillis());
    synchronized (newestFirst) {
      if (newestFirst.size() == CAPACITY) {
        newestFirst.removeLast();
      }
      newestFirst.addFirst(activity);
    }
  }

  List<Activity> latest(int limit) {
    synchronized (newestFirst) {
      return newestFirst.stream().limit(limit).toList();
    }
  }
}
