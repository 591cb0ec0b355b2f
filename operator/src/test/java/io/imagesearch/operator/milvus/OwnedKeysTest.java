package io.imagesearch.operator.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Milvus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnedKeysTest {
  @Test
  void namesEachKeyThatIsLeftOut() throws IOException {
    Path example = Path.of("src", "test", "golden", "milvus-config", "cluster.yaml");
    ImageSearchCluster resource =
        Serialization.unmarshal(Files.readString(example), ImageSearchCluster.class);
    Milvus.Managed milvus = (Milvus.Managed) Cluster.fresh(resource).spec().milvus();

    assertThat(OwnedKeys.refused(milvus))
        .containsExactly(
            "milvus.config: the operator sets common.chanNamePrefix.cluster itself",
            "milvus.config: the operator sets etcd.rootPath itself",
            "milvus.config: the operator sets mq.type itself",
            "milvus.config: the operator sets rootCoord.port itself");
  }
}
