package io.imagesearch.library;

import io.imagesearch.access.AuditLog;
import io.imagesearch.access.Caller;
import io.imagesearch.activity.ActivityLog;
import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.embedding.Lane;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemLog;
import io.imagesearch.problem.Problems;
import io.imagesearch.request.Handover;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Adds the files of one upload side by side; each ends on its own. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Component
class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private final ImageLibrary library;
  private final ByteBudget memory;
  private final ActivityLog activities;
  private final AuditLog audit;

  Uploads(ImageLibrary library, ByteBudget memory, ActivityLog activities, AuditLog audit) {
    this.library = library;
    this.memory = memory;
    this.activities = activities;
    this.audit = audit;
  }

  /** How one file ended. */
  sealed interface Result {}

  record Done(String fileName, AddResult result) implements Result {}

  record Failed(String fileName, ProblemException problem) implements Result {}

  /** In the order of the files. */
  List<Result> add(List<MultipartFile> files, Uploader owner, Attributes attributes, Caller caller)
      throws InterruptedException {
    // Virtual threads: decode slots, byte budget and queue bound what really runs at once.
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Result>> pending = new ArrayList<>();
      for (MultipartFile file : files) {
        pending.add(each.submit(Handover.of(() -> add(file, owner, attributes, caller))));
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

  private Result add(MultipartFile file, Uploader owner, Attributes attributes, Caller caller)
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
      ForeignPicture.check(result, caller::mayRead);
      String id = result.details().id().value();
      Uploader whose = result.details().uploader();
      audit.write(
          caller, "upload", id, whose, result instanceof AddResult.Added ? "ok" : "existed");
      activities.add("upload", "ok", id, name, began, Optional.of(Set.of(whose)));
      return new Done(name, result);
    } catch (InterruptedException e) {
      throw e;
    } catch (IOException e) {
      return failed(name, owner, Problems.uploadBrokeOff(e), began, caller);
    } catch (Exception e) {
      return failed(name, owner, Problems.of(e), began, caller);
    }
  }

  private Failed failed(
      String name, Uploader owner, ProblemException problem, Instant began, Caller caller) {
    ProblemLog.tell(log, "Upload failed", "fileName", name, problem);
    String outcome = problem.type().slug();
    audit.write(caller, "upload", null, owner, outcome);
    activities.add(
        "upload", outcome, null, name + ": " + problem.detail(), began, Optional.of(Set.of(owner)));
    return new Failed(name, problem);
  }
}
