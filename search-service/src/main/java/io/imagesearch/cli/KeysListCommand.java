package io.imagesearch.cli;

import io.imagesearch.access.AccessKey;
import io.imagesearch.access.KeyFile;
import io.imagesearch.image.Uploader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "List the keys, revoked ones too; never their secrets.")
final class KeysListCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private KeysCommand keys;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--json", description = "Print them as JSON.")
  private boolean json;

  @Mixin private final KeyFileOptions options = new KeyFileOptions();

  @Override
  public Integer call() {
    KeyFile file = options.file(keys.environment());
    Optional<List<AccessKey>> found = file.read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(jsonOf(found));
    } else if (found.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("There is no " + file.path() + ": the service asks for no key.");
    } else {
      KeyTable.print(found.get(), out);
    }
    out.flush();
    return ExitCode.FINE;
  }

  private static Json jsonOf(Optional<List<AccessKey>> found) {
    List<Object> keys = new ArrayList<>();
    found.orElse(List.of()).forEach(key -> keys.add(fields(key)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("required", found.isPresent());
    answer.put("keys", keys);
    return new Json(answer);
  }

  /** The names of the file's own fields; what is not set is left out. */
  private static Map<String, Object> fields(AccessKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", key.id());
    fields.put("name", key.name());
    fields.put("role", key.role().label());
    fields.put("uploaders", key.uploaders().stream().map(Uploader::name).toList());
    fields.put("readsAll", key.readsAll());
    Map<String, Object> quotas = new LinkedHashMap<>();
    putIfSet(quotas, "requestsPerMinute", key.quotas().requestsPerMinute());
    putIfSet(quotas, "picturesPerHour", key.quotas().picturesPerHour());
    fields.put("quotas", quotas);
    fields.put("createdAt", key.createdAt().toString());
    putIfSet(fields, "revokedAt", key.revokedAt() == null ? null : key.revokedAt().toString());
    return fields;
  }

  private static void putIfSet(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
