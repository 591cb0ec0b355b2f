package io.imagesearch.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.Clusters;
import io.imagesearch.operator.cluster.Cluster;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                          | http://shop-api.pictures.svc",
        "{ingress: {host: a.example, tlsSecretName: a}}              | https://a.example",
        "{ingress: {host: a.example}}                                | http://a.example",
        "{ingress: {host: '*.example.com'}}                          | http://shop-api.pictures.svc",
        "{gateway: {host: a.example, parentRefs: [{name: g}]}}       | https://a.example",
        "{gateway: {host: a.example, parentRefs: [{name: g, sectionName: http}]}} | http://a.example"
      })
  void isWhatClientsUse(String spec, String url) {
    assertThat(ApiAddress.url(Clusters.seen(spec, Map.of(), true, false))).isEqualTo(url);
  }

  @Test
  void isTheServiceWhereThereAreNoRoutes() {
    Cluster cluster = Clusters.of("{gateway: {host: a.example, parentRefs: [{name: g}]}}");
    assertThat(ApiAddress.url(cluster)).isEqualTo("http://shop-api.pictures.svc");
  }

  @Test
  void takesEachNameWhereOneIsAPattern() {
    assertThat(ApiAddress.hosts(Clusters.of("{ingress: {host: '*.example.com'}}"))).isEmpty();
    assertThat(ApiAddress.hosts(Clusters.of("{ingress: {host: a.example}}")).orElseThrow())
        .startsWith("a.example,shop-api,")
        .endsWith("$(POD_IP),[$(POD_IP)]");
  }
}
