package io.imagesearch.pods;

import io.imagesearch.model.ModelIdentity;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks up again and again which embedders there are, and has each one probed. */
final class PodDirectory implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PodDirectory.class);

  private final EmbeddersProperties properties;
  private final ModelIdentity model;
  private final EmbedderKey key;
  private final List<CallHeaders> headers;
  private final Pods pods;
  private final Map<PodAddress, Watched> watched = new HashMap<>();
  private final Set<URI> unknown = new HashSet<>();
  private @Nullable Thread thread;

  PodDirectory(
      EmbeddersProperties properties,
      ModelIdentity model,
      EmbedderKey key,
      List<CallHeaders> headers,
      Pods pods) {
    this.properties = properties;
    this.model = model;
    this.key = key;
    this.headers = headers;
    this.pods = pods;
  }

  private record Watched(Pod pod, Thread probe) {}

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("embedder-names").start(this::watch);
  }

  /** After the web server: requests that it finishes still need embedders. */
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

  @Override
  public int getPhase() {
    return 0;
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(properties.lookup());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Set.copyOf(watched.keySet()).forEach(this::forget);
    }
  }

  private void look() {
    Set<PodAddress> there = new LinkedHashSet<>(); // in the order of the settings
    for (URI url : properties.urls()) {
      there.addAll(addresses(url));
    }
    for (PodAddress gone : Set.copyOf(watched.keySet())) {
      if (!there.contains(gone)) {
        forget(gone);
      }
    }
    there.stream().filter(each -> !watched.containsKey(each)).forEach(this::take);
  }

  /**
   * A name that has no address now may be that of embedders that are all starting, or the name
   * service may be ill: who is known and answers is kept.
   */
  private List<PodAddress> addresses(URI url) {
    try {
      List<PodAddress> found =
          Stream.of(InetAddress.getAllByName(url.getHost()))
              .map(address -> new PodAddress(url, address))
              .toList();
      unknown.remove(url);
      return found;
    } catch (UnknownHostException e) {
      if (unknown.add(url)) {
        log.warn("No embedder is known by the name in {}", url);
      }
      return watched.values().stream()
          .map(Watched::pod)
          .filter(pod -> pod.address().base().equals(url) && pod.state() != PodState.DOWN)
          .map(Pod::address)
          .toList();
    }
  }

  private void take(PodAddress address) {
    Pod pod = new Pod(address, new PodConnection(address, properties, headers), System::nanoTime);
    PodProbe probe = new PodProbe(pod, model, key, properties.probe());
    watched.put(address, new Watched(pod, Thread.ofVirtual().name("embedder-probe").start(probe)));
    pods.add(pod);
  }

  /** It gets no new work; what it has is finished, and then its connections are closed. */
  private void forget(PodAddress address) {
    Watched gone = watched.remove(address);
    if (gone != null) {
      pods.remove(gone.pod());
      gone.probe().interrupt();
      gone.pod().retire();
      log.info("Embedder {} is no longer there", address);
    }
  }
}
