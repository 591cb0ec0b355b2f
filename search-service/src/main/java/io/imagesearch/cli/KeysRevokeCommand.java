package io.imagesearch.cli;

import io.imagesearch.access.AccessKey;
import io.imagesearch.access.KeyFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "revoke",
    description = {
      "Make a key open nothing any more.",
      "",
      "It stays in the list. The service asks for keys also when all are revoked.",
      "Ends with 1 where there is no such key."
    })
final class KeysRevokeCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private KeysCommand keys;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Its id, as the list shows it.")
  private String id = "";

  @Mixin private final KeyFileOptions options = new KeyFileOptions();

  @Override
  public Integer call() {
    KeyFile file = options.file(keys.environment());
    Optional<AccessKey> revoked = file.revoke(id, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    if (revoked.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("error: There is no key " + Printable.of(id) + " in " + file.path());
      return ExitCode.INCOMPLETE;
    }
    spec.commandLine().getOut().println("revoked " + id + " (" + revoked.get().name() + ")");
    return ExitCode.FINE;
  }
}
