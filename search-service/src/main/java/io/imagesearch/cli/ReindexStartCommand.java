package io.imagesearch.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "start",
    description = {
      "Embed all pictures with another model, and then search by it.",
      "",
      "A move that was cancelled, or that failed, goes on where it was."
    })
final class ReindexStartCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ReindexCommand reindex;

  @Parameters(
      paramLabel = "MODEL",
      description = {
        "The model's folder, by its absolute path where the",
        "service runs, or classpath:…"
      })
  private String model = "";

  @Option(
      names = "--embedders",
      paramLabel = "URL",
      split = ",",
      converter = ServiceOptions.Address.class,
      description = {
        "Embedders with this model, where the service has role",
        "api; several with commas."
      })
  private List<URI> embedders = List.of();

  @Option(
      names = "--tolerate",
      paramLabel = "N",
      description = {
        "So many pictures that can't be embedded may stay behind",
        "(default: 0); no search finds them then."
      })
  private int tolerate;

  @Mixin private final ReindexCalls calls = new ReindexCalls();

  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, InterruptedException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("location", model);
    if (!embedders.isEmpty()) {
      request.put("embedders", embedders.stream().map(URI::toString).toList());
    }
    if (tolerate > 0) {
      request.put("tolerate", tolerate);
    }
    Service service = connection.service(reindex.environment());
    return calls.follow(
        service, service.call("POST", ReindexCalls.PATH, Optional.of(new Json(request))).json());
  }
}
