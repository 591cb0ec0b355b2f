package io.imagesearch.operator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The committed definition, on an API server. */
public final class Definition {
  private Definition() {}

  /** Applies it; returns when resources can be made. */
  public static void establish(KubernetesClient client) throws IOException {
    CustomResourceDefinition committed = CrdFile.committed();
    client.resource(committed).serverSideApply();
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(committed.getMetadata().getName())
        .waitUntilCondition(Definition::isEstablished, 30, TimeUnit.SECONDS);
  }

  private static boolean isEstablished(@Nullable CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(condition ->
                condition.getType().equals("Established") && condition.getStatus().equals("True"));
  }
}
