package io.imagesearch;

import io.imagesearch.Client.Answer;
import io.imagesearch.image.ImageId;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Several clients that upload, change and delete, each pictures of its own, and remember what they
 * were promised. Where no answer came, either way is fine.
 */
final class MixedWrites {
  private final Map<String, Expected> expected = new ConcurrentHashMap<>();
  private final AtomicInteger pictures = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final long seed;

  /** What may be true of a picture: it is there or not, with one of these values. */
  record Expected(boolean mayBeThere, boolean mayBeGone, Set<Integer> values) {}

  MixedWrites(long seed) {
    this.seed = seed;
  }

  int acknowledged() {
    return acknowledged.get();
  }

  /** Until the service dies. */
  List<Thread> start(Client client, int clients, int round) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Random random = new Random(seed + 1000L * round + i);
      threads.add(Thread.ofVirtual().start(() -> writeUntilKilled(client, random)));
    }
    return threads;
  }

  private void writeUntilKilled(Client client, Random random) {
    List<String> own = new ArrayList<>();
    try {
      while (true) {
        int dice = random.nextInt(10);
        if (own.isEmpty() || dice < 5) {
          own.add(upload(client));
        } else if (dice < 8) {
          change(client, own.get(random.nextInt(own.size())), random.nextInt(1000));
        } else {
          delete(client, own.remove(random.nextInt(own.size())));
        }
      }
    } catch (UncheckedIOException e) {
      // It was killed: what was asked last is left open.
    }
  }

  private String upload(Client client) {
    byte[] picture = Drawings.png(pictures.incrementAndGet());
    String id = ImageId.of(picture).value();
    expected.put(id, new Expected(true, true, Set.of(-1)));
    if (client.upload("p.png", picture).status() < 300) {
      acknowledged.incrementAndGet();
      expected.put(id, new Expected(true, false, Set.of(-1)));
    }
    return id;
  }

  private void change(Client client, String id, int value) {
    Expected before = Objects.requireNonNull(expected.get(id));
    if (!before.mayBeThere() || before.mayBeGone()) {
      return;
    }
    Set<Integer> either = new HashSet<>(before.values());
    either.add(value);
    expected.put(id, new Expected(true, false, either));
    byte[] body = ("{\"attributes\": {\"value\": " + value + "}}").getBytes(StandardCharsets.UTF_8);
    Answer answer = client.method("PATCH", "/api/v1/images/" + id, "application/json", body);
    if (answer.status() < 300) {
      acknowledged.incrementAndGet();
      expected.put(id, new Expected(true, false, Set.of(value)));
    }
  }

  private void delete(Client client, String id) {
    Expected before = Objects.requireNonNull(expected.get(id));
    expected.put(id, new Expected(before.mayBeThere(), true, before.values()));
    int status = client.delete("/api/v1/images/" + id).status();
    if (status < 300) {
      acknowledged.incrementAndGet();
      expected.put(id, new Expected(false, true, Set.of()));
    }
  }

  /** What is not as it was promised. */
  List<String> broken(Client client) {
    List<String> broken = new ArrayList<>();
    expected.forEach((id, promise) -> {
      Answer answer = client.get("/api/v1/images/" + id);
      boolean there = answer.status() == 200;
      if (there ? !promise.mayBeThere() : !promise.mayBeGone()) {
        broken.add(id + (there ? " came back" : " is lost (" + answer.status() + ")"));
      } else if (there) {
        JsonNode value = answer.json().at("/attributes/value");
        Answer content = client.get("/api/v1/images/" + id + "/content");
        if (!promise.values().contains(value.isNumber() ? value.asInt() : -1)) {
          broken.add(id + " has " + value + " and not one of " + promise.values());
        } else if (content.status() != 200 || !ImageId.of(content.bytes()).value().equals(id)) {
          broken.add(id + " has no content (" + content.status() + ")");
        }
      }
    });
    return broken;
  }
}
