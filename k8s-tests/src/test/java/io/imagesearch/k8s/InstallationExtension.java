package io.imagesearch.k8s;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Installs when a first test asks for it. What was made goes with the cluster. */
final class InstallationExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InstallationExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Installation.class || type == Monitoring.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    Installation installation =
        store.computeIfAbsent(Installation.class, _ -> Installation.make(), Installation.class);
    return parameter.getParameter().getType() == Installation.class
        ? installation
        : store.computeIfAbsent(
            Monitoring.class, _ -> Monitoring.install(installation), Monitoring.class);
  }
}
