package io.imagesearch;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link MilvusServer} of this JVM, which is started for the first of them and
 * ends with the last. Who hurts the server takes one of their own.
 */
public final class SharedMilvus implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedMilvus.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MilvusServer.class;
  }

  @Override
  public MilvusServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }

  private static MilvusServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(MilvusServer.class, _ -> MilvusServer.start(), MilvusServer.class);
  }
}
