package io.imagesearch.activity;

import io.imagesearch.access.Caller;
import io.imagesearch.image.Uploader;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last {@value #CAPACITY} activities of this process, newest first. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Component
public class ActivityLog {
  static final int CAPACITY = 1000;

  private final Clock clock = Clock.systemUTC();
  private final Deque<Entry> newestFirst = new ArrayDeque<>(CAPACITY);

  private record Entry(Activity activity, Optional<Set<Uploader>> concerned) {}

  /**
   * Notes something that began at the given instant and ended now.
   *
   * @param concerned whose pictures it tells of; empty where it may be anybody's
   */
  public void add(
      String action,
      String outcome,
      @Nullable String subject,
      String summary,
      Instant began,
      Optional<Set<Uploader>> concerned) {
    Instant now = clock.instant();
    Activity activity =
        new Activity(
            now, action, outcome, subject, summary, Duration.between(began, now).toMillis());
    synchronized (newestFirst) {
      if (newestFirst.size() == CAPACITY) {
        newestFirst.removeLast();
      }
      newestFirst.addFirst(new Entry(activity, concerned));
    }
  }

  /** What the caller may see of them. */
  List<Activity> latest(int limit, Caller caller) {
    synchronized (newestFirst) {
      return newestFirst.stream()
          .filter(entry -> caller.mayReadAll(entry.concerned()))
          .limit(limit)
          .map(Entry::activity)
          .toList();
    }
  }
}
