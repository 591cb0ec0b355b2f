package io.imagesearch;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a class of tests, with those nested in it, a {@link DistributedMilvus} that ends with them:
 * nine servers are too many for other tests to run beside.
 */
final class DistributedMilvusOfClass implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(DistributedMilvusOfClass.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DistributedMilvus.class;
  }

  @Override
  public DistributedMilvus resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }

  /** One that is there already is of a class around this one. */
  private static DistributedMilvus server(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            DistributedMilvus.class, _ -> DistributedMilvus.start(), DistributedMilvus.class);
  }
}
