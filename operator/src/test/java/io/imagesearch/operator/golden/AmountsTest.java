package io.imagesearch.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.imagesearch.operator.Clusters;
import io.imagesearch.operator.Dependents;
import io.imagesearch.operator.cluster.Cluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Amounts of a template beside the defaults of its tier: 500m of 4 cores, 4Gi of 4Gi. */
class AmountsTest {
  @Test
  void raiseALimitThatNobodyGave() {
    ResourceRequirements queryNode = queryNode("{requests: {cpu: '16', memory: 14Gi}}");

    assertThat(queryNode.getRequests()).isEqualTo(amounts("16", "14Gi"));
    assertThat(queryNode.getLimits()).isEqualTo(amounts("16", "14Gi"));
  }

  @Test
  void lowerARequestThatNobodyMade() {
    ResourceRequirements queryNode = queryNode("{limits: {cpu: 250m, memory: 2Gi}}");

    assertThat(queryNode.getRequests()).isEqualTo(amounts("250m", "2Gi"));
    assertThat(queryNode.getLimits()).isEqualTo(amounts("250m", "2Gi"));
  }

  @Test
  void leaveOtherDefaultsAsTheyAre() {
    ResourceRequirements queryNode = queryNode("{requests: {cpu: '2'}}");

    assertThat(queryNode.getRequests()).isEqualTo(amounts("2", "4Gi"));
    assertThat(queryNode.getLimits()).isEqualTo(amounts("4", "4Gi"));
  }

  private static ResourceRequirements queryNode(String resources) {
    Cluster cluster =
        Clusters.of(
            "{milvus: {components: {queryNode: {template: {resources: %s}}}}}"
                .formatted(resources));
    return Dependents.ALL.stream()
        .flatMap(dependent -> dependent.desired(cluster))
        .filter(Deployment.class::isInstance)
        .filter(object -> object.getMetadata().getName().equals("shop-milvus-querynode"))
        .map(AmountsTest::resources)
        .findFirst()
        .orElseThrow();
  }

  private static ResourceRequirements resources(HasMetadata deployment) {
    return ((Deployment) deployment)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getResources();
  }

  private static Map<String, Quantity> amounts(String cpu, String memory) {
    return Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory));
  }
}
