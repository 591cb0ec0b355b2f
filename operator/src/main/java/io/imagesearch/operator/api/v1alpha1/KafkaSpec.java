package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Apache Kafka, without ZooKeeper. */
@ValidationRule(
    value = "!has(self.replicas) || self.replicas in [1, 3, 5, 7, 9]",
    message = Sentences.KAFKA_BROKERS,
    fieldPath = ".replicas",
    reason = "FieldValueInvalid")
@ValidationRule(
    value = "!has(self.external) || (!has(self.replicas) && !has(self.storage))",
    message = Sentences.KAFKA_EXTERNAL,
    fieldPath = ".external",
    reason = "FieldValueForbidden")
public record KafkaSpec(
    @JsonPropertyDescription(
            "Brokers, which are controllers, too: 1, 3, 5, 7 or 9. 3 by default. Can't be "
                + "changed.")
        @Min(1)
        @Max(9)
        @Nullable Integer replicas,
    @JsonPropertyDescription("Volume of each broker. 20Gi by default.")
        @Nullable VolumeSpec storage,
    @JsonPropertyDescription("Changes to the pods.") @Default("{}") @Nullable PodTemplate template,
    @JsonPropertyDescription("A Kafka that is there already.")
        @Nullable ExternalKafkaSpec external) {
  /** Of each volume, where nothing is said. */
  public static final String DEFAULT_SIZE = "20Gi";

  /** How many, where nothing is said. */
  public static final int DEFAULT_REPLICAS = 3;
}
