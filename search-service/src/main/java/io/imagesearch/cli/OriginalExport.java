package io.imagesearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings one original into the folder. What lies there already counts only by its bytes. */
record OriginalExport(Service service, TransferFolder folder, String id) implements Item {

  static OriginalExport of(Service service, TransferFolder folder, Json line) {
    return new OriginalExport(service, folder, line.at("image").at("id").text(""));
  }

  OriginalExport {
    String _ = TransferFolder.nameOf(id); // refuses what is no id
  }

  @Override
  public String name() {
    return TransferFolder.nameOf(id);
  }

  @Override
  public Outcome bring() throws ServiceException, InterruptedException {
    Path file = folder.original(id);
    try {
      if (Files.exists(file) && FileDigest.of(file).equals(id)) {
        return new Outcome.Existed(name(), id);
      }
      byte[] bytes = service.bytes("images/" + id + "/content");
      if (!FileDigest.of(bytes).equals(id)) {
        return skipped("digest-mismatch", "The service has other bytes under this id.");
      }
      TransferFolder.write(file, bytes);
      return new Outcome.Added(name(), id);
    } catch (IOException e) {
      return skipped("unwritable", LocalFileException.reasonOf(e));
    } catch (Refused e) {
      if (e.problem().type().equals(PictureId.UNKNOWN)) {
        return skipped(PictureId.UNKNOWN, "It was removed meanwhile; export again.");
      }
      throw e;
    }
  }

  private Outcome skipped(String problem, String detail) {
    return new Outcome.Skipped(name(), Problem.local(problem, detail));
  }
}
