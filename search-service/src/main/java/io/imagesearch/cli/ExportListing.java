package io.imagesearch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the service tells of all its pictures. An answer that breaks off is asked for
 * again from its last line on.
 */
final class ExportListing {
  private final Service service;
  private final Retry retry;
  private final TransferFolder folder;
  private final Consumer<String> progress;
  private @Nullable Json head;
  private String last = "";
  private long count;

  /**
   * A listing into a folder that is there.
   *
   * @param progress is told the id of each
   */
  ExportListing(Service service, Retry retry, TransferFolder folder, Consumer<String> progress) {
    this.service = service;
    this.retry = retry;
    this.folder = folder;
    this.progress = progress;
  }

  TransferManifest write() throws ServiceException, LocalFileException, InterruptedException {
    try (TransferList list = new TransferList(folder)) {
      boolean complete = false;
      while (!complete) {
        complete = retry.run(() -> readOn(list));
      }
      TransferManifest manifest = manifest(list.finish());
      manifest.write(folder.manifest());
      return manifest;
    } catch (IOException e) {
      throw new LocalFileException(folder.lines(), e);
    } catch (UncheckedIOException e) {
      throw new LocalFileException(folder.lines(), Objects.requireNonNull(e.getCause()));
    }
  }

  /** Whether it came to the end. A break after some progress counts as a new beginning. */
  private boolean readOn(TransferList list) throws ServiceException, InterruptedException {
    long before = count;
    Map<String, String> query = last.isEmpty() ? Map.of() : Map.of("after", last);
    try (AnswerLines lines = service.lines("export", query)) {
      takeHead(lines.next().orElseThrow(this::cut).json());
      for (Optional<Answer> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().json().at("image").isObject()) {
          return isEnd(line.get().json(), count - before);
        }
        take(line.get(), list);
      }
      throw cut();
    } catch (ServiceException e) {
      if (e.isPassing() && count > before) {
        return false;
      }
      throw e;
    }
  }

  private void takeHead(Json told) throws ServiceException {
    Json known = head;
    if (known != null && !fingerprint(known).equals(fingerprint(told))) {
      throw new Refused(
          Problem.local("model-changed", "The service's model changed meanwhile: export again."),
          Optional.empty());
    }
    if (fingerprint(told).isEmpty()) {
      throw Unreachable.stranger(service.base(), null);
    }
    head = told;
  }

  private void take(Answer line, TransferList list) throws Unreachable {
    String id = line.json().at("image").at("id").text("");
    if (!TransferFolder.isId(id) || id.compareTo(last) <= 0) {
      throw Unreachable.stranger(service.base(), null);
    }
    try {
      list.add(line.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    last = id;
    count++;
    progress.accept(id);
  }

  private boolean isEnd(Json end, long told) throws ServiceException {
    if (end.at("state").text("").equals("completed")) {
      if ((long) end.at("count").number() != told) {
        throw cut();
      }
      return true;
    }
    Json problem = end.at("problem");
    if (!problem.isObject()) {
      throw cut();
    }
    throw new Refused(Problem.of((int) problem.at("status").number(), problem), Optional.empty());
  }

  private TransferManifest manifest(String sha256) {
    Json told = head == null ? new Json(null) : head;
    return new TransferManifest(
        told.at("model").text(""),
        told.at("version").text(""),
        fingerprint(told),
        (int) told.at("dimension").number(),
        count,
        sha256);
  }

  private ServiceException cut() {
    return Unreachable.of(service.base(), new IOException("the export broke off"));
  }

  private static String fingerprint(Json head) {
    return head.at("fingerprint").text("");
  }
}
