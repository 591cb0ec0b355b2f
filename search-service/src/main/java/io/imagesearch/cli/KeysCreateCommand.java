package io.imagesearch.cli;

import io.imagesearch.access.KeyFile;
import io.imagesearch.access.NewKey;
import io.imagesearch.access.Quotas;
import io.imagesearch.access.Role;
import io.imagesearch.image.Uploader;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "create",
    description = {
      "Make a key, and print it.",
      "",
      "It is printed this once, alone on the standard output, and kept nowhere: the",
      "file has only a digest of it. From the first key on, the service asks for one."
    })
final class KeysCreateCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private KeysCommand keys;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Whose it is or what it is for; lists show it.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      converter = RoleConverter.class,
      description = {
        "read: search and see pictures.",
        "write: also upload, change and delete them.",
        "admin: everything, for any uploader."
      })
  private Role role = Role.READ;

  @Option(
      names = "--uploader",
      paramLabel = "NAME",
      converter = UploaderConverter.class,
      description = {
        "Only pictures of this uploader; may be repeated.",
        "A write key needs one: its uploads belong to the first."
      })
  private List<Uploader> uploaders = new ArrayList<>();

  @Option(
      names = "--reads-all",
      description = "Limits to uploaders are for writing; it sees all pictures.")
  private boolean readsAll;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "At most so many requests (default: no limit).")
  private Optional<Integer> requestsPerMinute = Optional.empty();

  @Option(
      names = "--pictures-per-hour",
      paramLabel = "N",
      description = "At most so many uploaded pictures (default: no limit).")
  private Optional<Integer> picturesPerHour = Optional.empty();

  @Mixin private final KeyFileOptions options = new KeyFileOptions();

  @Override
  public Integer call() {
    KeyFile file = options.file(keys.environment());
    boolean first = file.read().isEmpty();
    NewKey made = create(file);
    PrintWriter err = spec.commandLine().getErr();
    err.println("Made key " + made.key().id() + " in " + file.path());
    err.println(
        first
            ? "From now on, the service with this file asks every caller for a key."
            : "A running service knows it within two seconds.");
    err.println("Keep it now, since it is not shown again:");
    err.flush();
    spec.commandLine().getOut().println(made.text().reveal());
    spec.commandLine().getOut().flush();
    return ExitCode.FINE;
  }

  private NewKey create(KeyFile file) {
    try {
      Quotas quotas = new Quotas(requestsPerMinute.orElse(null), picturesPerHour.orElse(null));
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      return file.create(name, role, uploaders, readsAll, quotas, now);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  static final class RoleConverter implements ITypeConverter<Role> {
    @Override
    public Role convert(String text) {
      for (Role role : Role.values()) {
        if (role.label().equals(text)) {
          return role;
        }
      }
      throw new TypeConversionException("'" + text + "' is not read, write or admin");
    }
  }

  static final class UploaderConverter implements ITypeConverter<Uploader> {
    @Override
    public Uploader convert(String text) {
      try {
        return new Uploader(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
