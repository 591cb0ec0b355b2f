package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  /** A name that pods find beside them, and the operator, in its own namespace, does not. */
  @ParameterizedTest
  @CsvSource({
    "etcd at shop-etcd:2379, true",
    "the object store at http://shop-storage:7070, true",
    "Kafka at shop-kafka-0.shop-kafka-brokers:9092, true",
    "the object store at https://s3.example.com, false",
    "etcd at shop-etcd.shop.svc:2379, false",
    "Milvus at http://shop-milvus.shop.svc.cluster.local:19530, false",
  })
  void tellsThatANameLacksItsNamespace(String target, boolean hint) {
    CheckResult result = Faults.unknownHost(target);
    assertThat(result.toString().contains("; give a Service as NAME.NAMESPACE.svc"))
        .as(result.toString())
        .isEqualTo(hint);
  }
}
