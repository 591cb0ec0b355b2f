package io.imagesearch.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Where the service is; the same for each command of the client. */
final class ServiceOptions {
  private static final String DEFAULT = "http://127.0.0.1:8080";
  private static final String VARIABLE = "IMAGE_SEARCH_URL";

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "URL",
      converter = Address.class,
      description = {
        "Address of the service (default: the variable",
        VARIABLE + ", or " + DEFAULT + ")."
      })
  private Optional<URI> url = Optional.empty();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show where an error comes from.")
  private boolean verbose;

  Service service(Map<String, String> environment) {
    try {
      URI address =
          url.isPresent()
              ? url.get()
              : new Address().convert(environment.getOrDefault(VARIABLE, DEFAULT));
      return Service.at(address, ApiKey.of(environment));
    } catch (TypeConversionException e) {
      throw new ParameterException(command.commandLine(), VARIABLE + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  boolean isVerbose() {
    return verbose;
  }

  /** Checks it without repeating it: somebody may have written a password into it. */
  static final class Address implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        URI address = new URI(text);
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (http
            && address.getHost() != null
            && address.getUserInfo() == null
            && address.getQuery() == null
            && address.getFragment() == null) {
          return address;
        }
      } catch (java.net.URISyntaxException e) {
        throw new TypeConversionException("not an address such as " + DEFAULT);
      }
      throw new TypeConversionException(
          "not an address such as " + DEFAULT + ", without user, query and fragment");
    }
  }
}
