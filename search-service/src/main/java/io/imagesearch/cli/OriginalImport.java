package io.imagesearch.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Brings one exported picture to a service, unless it is there. */
record OriginalImport(Service service, TransferFolder folder, String fingerprint, Json line)
    implements Item {

  OriginalImport {
    String _ = TransferFolder.nameOf(idOf(line)); // refuses what is no id
  }

  @Override
  public String name() {
    return TransferFolder.nameOf(idOf(line));
  }

  @Override
  public Outcome bring() throws ServiceException, InterruptedException {
    String id = idOf(line);
    if (service.has("images/" + id)) {
      return new Outcome.Existed(name(), id);
    }
    Path file = folder.original(id);
    try {
      if (!FileDigest.of(file).equals(id)) {
        return new Outcome.Skipped(
            name(), Problem.local("digest-mismatch", "Its bytes are not those of its id."));
      }
      MultipartForm form =
          new MultipartForm()
              .field("details", line.at("image").toString())
              .field("fingerprint", fingerprint)
              .field("embedding", line.at("embedding").text(""))
              .file("file", id, file);
      return outcome(service.post("import", form).json(), id);
    } catch (IOException e) {
      return new Outcome.Skipped(
          name(), Problem.local("unreadable", LocalFileException.reasonOf(e)));
    }
  }

  private Outcome outcome(Json answer, String id) throws Unreachable {
    return switch (answer.at("outcome").text("")) {
      case "added" -> new Outcome.Added(name(), id);
      case "existed" -> new Outcome.Existed(name(), id);
      default -> throw Unreachable.stranger(service.base(), null);
    };
  }

  private static String idOf(Json line) {
    return line.at("image").at("id").text("");
  }
}
