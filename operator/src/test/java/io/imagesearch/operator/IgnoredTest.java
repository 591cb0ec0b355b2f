package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Templates that touch what the operator owns. */
class IgnoredTest {

  @Test
  void namesTierAndFieldOfWhatHasNoEffect() {
    assertThat(
            Dependents.ignored(
                Clusters.of(
                    """
                    {api: {template: {
                      labels: {team: shop, app.kubernetes.io/name: mine},
                      annotations: {imagesearch.io/digest-of-s3-ca: "0"},
                      env: [{name: LOGGING_LEVEL_AUDIT, value: "off"},
                            {name: JDK_JAVA_OPTIONS, value: -Xmx100m}],
                      volumes: [{name: extra, emptyDir: {}}, {name: data, emptyDir: {medium: Memory}}],
                      volumeMounts: [{name: extra, mountPath: /extra}, {name: extra, mountPath: /tmp}],
                      sidecars: [{name: proxy, image: a}, {name: api, image: b}]}},
                     embedder: {gpu: {count: 1}, template: {
                       resources: {requests: {cpu: 3000m}, limits: {nvidia.com/gpu: "4"}}}}}
                    """)))
        .containsExactly(
            "api: template.labels[app.kubernetes.io/name] belongs to the operator",
            "api: template.annotations[imagesearch.io/digest-of-s3-ca] belongs to the operator",
            "api: template.env[JDK_JAVA_OPTIONS] belongs to the operator",
            "api: template.volumes[data] belongs to the operator",
            "api: template.volumeMounts[/tmp] belongs to the operator",
            "api: template.sidecars[api] belongs to the operator",
            "embedder: template.resources.limits[nvidia.com/gpu] belongs to the operator");
  }

  @Test
  void isSilentAboutWhatHasItsEffect() {
    assertThat(
            Dependents.ignored(
                Clusters.of(
                    """
                    {api: {template: {
                      labels: {team: shop},
                      resources: {requests: {cpu: "2"}, limits: {memory: 4096Mi}},
                      tolerations: [{key: dedicated, operator: Exists}],
                      env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}],
                      serviceAccountName: mine}}}
                    """)))
        .isEmpty();
  }
}
