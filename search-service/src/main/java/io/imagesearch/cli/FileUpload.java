package io.imagesearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings one file to the service, unless it is there. A picture's id is the SHA-256 of its bytes,
 * so that the service itself knows what an earlier run has brought: no list is kept here that could
 * be wrong after the service was emptied.
 *
 * @param folderAttribute the attribute that takes the first folder's name
 */
record FileUpload(
    Service service,
    Optional<String> uploader,
    Map<String, Object> attributes,
    Optional<String> folderAttribute,
    SizeLimit limit) {
  private static final int LONGEST_NAME = 255;

  Item of(String name, Path file) {
    return new Upload(this, name, file);
  }

  private Outcome bring(String name, Path file) throws ServiceException, InterruptedException {
    try {
      Optional<Problem> excess = limit.excess(Files.size(file));
      if (excess.isPresent()) {
        return new Outcome.Skipped(name, excess.get());
      }
      String id = FileDigest.of(file);
      return service.has("images/" + id) ? new Outcome.Existed(name, id) : upload(name, file);
    } catch (IOException e) {
      return new Outcome.Skipped(name, Problem.local("unreadable", LocalFileException.reasonOf(e)));
    }
  }

  private Outcome upload(String name, Path file)
      throws IOException, ServiceException, InterruptedException {
    MultipartForm form =
        new MultipartForm()
            .field("attributes", new Json(attributesOf(name)).toString())
            .file("file", shortened(name), file);
    uploader.ifPresent(value -> form.field("uploader", value));
    Json answer = service.post("images", form).json();
    Json item = answer.at("items").elements().stream().findFirst().orElse(answer);
    String id = item.at("image").at("id").text("");
    return switch (item.at("outcome").text("")) {
      case "added" -> new Outcome.Added(name, id);
      case "existed" -> new Outcome.Existed(name, id);
      default -> throw Unreachable.stranger(service.base(), null);
    };
  }

  private Map<String, Object> attributesOf(String name) {
    int slash = name.indexOf('/');
    if (folderAttribute.isEmpty() || slash < 0) {
      return attributes;
    }
    Map<String, Object> all = new LinkedHashMap<>(attributes);
    all.put(folderAttribute.get(), name.substring(0, slash));
    return all;
  }

  /** The service takes 255 characters: of a longer path the outer folders are left out. */
  private static String shortened(String name) {
    String rest = name;
    while (rest.length() > LONGEST_NAME && rest.indexOf('/') >= 0) {
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return rest;
  }

  private record Upload(FileUpload to, String name, Path file) implements Item {
    @Override
    public Outcome bring() throws ServiceException, InterruptedException {
      return to.bring(name, file);
    }
  }
}
