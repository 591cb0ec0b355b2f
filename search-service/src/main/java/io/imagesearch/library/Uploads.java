package io.imagesearch.library;

import io.imagesearch.activity.ActivityLog;
import io.imagesearch.embedding.Lane;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.Problems;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Adds the files of one upload side by side; each ends on its own. */
@Component
class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private final ImageLibrary library;
  private final ByteBudget memory;
  private final ActivityLog activities;

  Uploads(ImageLibrary library, ByteBudget memory, ActivityLog activities) {
    this.library = library;
    this.memory = memory;
    this.activities = activities;
  }

  /** How one file ended. */
  sealed interface Result {}

  record Done(String fileName, AddResult result) implements Result {}

  record Failed(String fileName, ProblemException problem) implements Result {}

  /** In the order of the files. */
  List<Result> add(List<MultipartFile> files, Uploader owner, Attributes attributes)
      throws InterruptedException {
    // Virtual threads: decode slots, byte budget and queue bound what really runs at once.
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Result>> pending = new ArrayList<>();
      for (MultipartFile file : files) {
        pending.add(each.submit(() -> add(file, owner, attributes)));
      }
      List<Result> results = new ArrayList<>();
      for (Future<Result> result : pending) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an upload ended without a result", e);
    }
  }

  private Result add(MultipartFile file, Uploader owner, Attributes attributes)
      throws InterruptedException {
    Instant began = Instant.now();
    String sent = file.getOriginalFilename();
    String name = sent == null || sent.isEmpty() ? "unnamed" : sent;
    try (ByteBudget.Share _ = memory.take(file.getSize())) {
      byte[] bytes = file.getBytes();
      AddResult result =
          library.add(
              Parameter.parse("file", () -> new NewImage(bytes, name, owner, attributes)),
              Lane.UPLOAD);
      activities.add("upload", "ok", result.details().id().value(), name, began);
      return new Done(name, result);
    } catch (InterruptedException e) {
      throw e;
    } catch (IOException e) {
      return failed(name, Problems.uploadBrokeOff(e), began);
    } catch (Exception e) {
      return failed(name, Problems.of(e), began);
    }
  }

  private Failed failed(String name, ProblemException problem, Instant began) {
    if (problem.type().status().is5xxServerError()) {
      log.atWarn().addKeyValue("fileName", name).setCause(problem).log("Upload failed");
    }
    activities.add("upload", problem.type().slug(), null, name + ": " + problem.detail(), began);
    return new Failed(name, problem);
  }
}
