package io.imagesearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A temporary folder with the servers that are started over it. All end with it, and it with this
 * JVM.
 */
final class ServerFolder implements AutoCloseable {
  private final Path path;
  private final GuardedProcess janitor;
  private final Queue<GuardedProcess> servers = new ConcurrentLinkedQueue<>();

  ServerFolder(String name) {
    try {
      path = Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    janitor = GuardedProcess.janitor(path);
  }

  Path path() {
    return path;
  }

  GuardedProcess start(String name, List<String> command, Map<String, String> environment) {
    GuardedProcess server = GuardedProcess.start(name, path, command, environment);
    servers.add(server);
    return server;
  }

  @Override
  public void close() {
    // So that one that does not end keeps no other.
    servers.forEach(GuardedProcess::end);
    servers.forEach(GuardedProcess::close);
    janitor.close();
  }
}
