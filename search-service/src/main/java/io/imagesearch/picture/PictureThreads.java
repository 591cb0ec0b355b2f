package io.imagesearch.picture;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the operating system for work on pixels, first come, first served. Requests have
 * virtual threads, which share a few of the system's and get them in the order in which they ask.
 * Pictures worked on there would hold up whoever is only to be told that there is no room, and in a
 * crowd those would pile up before the door. Here the system shares its processors between both.
 */
final class PictureThreads {
  private static final int IDLE_SECONDS = 60;

  private final ThreadPoolExecutor threads;

  /**
   * @param name that theirs begin with
   * @param count pictures that are worked on at once
   */
  PictureThreads(String name, int count) {
    ThreadFactory named = Thread.ofPlatform().daemon().name(name, 1).factory();
    threads =
        new ThreadPoolExecutor(
            count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named);
    threads.allowCoreThreadTimeOut(true);
  }

  /** What is done with a picture. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws PictureException;
  }

  /** Waits for its turn and its end; work that has not begun is dropped on an interrupt. */
  <T> T call(Work<T> work) throws PictureException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // else small work could be done before anybody looks
    }
    Future<T> future = threads.submit(work::run);
    try {
      return future.get();
    } catch (InterruptedException e) {
      boolean _ = future.cancel(false);
      throw e;
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    }
  }

  private static PictureException rethrown(Throwable cause) {
    return switch (cause) {
      case PictureException failed -> failed;
      case RuntimeException failed -> throw failed;
      case Error failed -> throw failed;
      default -> throw new AssertionError("work on pictures throws nothing else", cause);
    };
  }
}
