package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The write-ahead log of Milvus. */
@ValidationRule(
    value = "self.type == oldSelf.type",
    message = Sentences.QUEUE_STAYS,
    fieldPath = ".type",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.kafka) || self.type == 'kafka'",
    message = Sentences.KAFKA_WITHOUT_TYPE,
    fieldPath = ".kafka",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!has(self.pulsar) || self.type == 'pulsar'",
    message = Sentences.PULSAR_WITHOUT_TYPE,
    fieldPath = ".pulsar",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "self.type != 'pulsar' || has(self.pulsar)",
    message = Sentences.PULSAR_ADDRESS,
    fieldPath = ".pulsar",
    reason = "FieldValueRequired")
@ValidationRule(
    value =
        "self.type != oldSelf.type || (has(self.kafka) && has(self.kafka.external))"
            + " == (has(oldSelf.kafka) && has(oldSelf.kafka.external))",
    message = Sentences.KAFKA_STAYS,
    fieldPath = ".kafka",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "self.type != oldSelf.type || (has(self.kafka) && has(self.kafka.external))"
            + " || (has(self.kafka) && has(self.kafka.replicas) ? self.kafka.replicas : "
            + KafkaSpec.DEFAULT_REPLICAS
            + ")"
            + " == (has(oldSelf.kafka) && has(oldSelf.kafka.replicas) ? oldSelf.kafka.replicas : "
            + KafkaSpec.DEFAULT_REPLICAS
            + ")",
    message = Sentences.KAFKA_BROKERS_STAY,
    fieldPath = ".kafka",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = VolumeRules.KAFKA_NEVER_SHRINKS,
    message = Sentences.VOLUME_SHRINKS,
    fieldPath = ".kafka",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = VolumeRules.KAFKA_CLASS_STAYS,
    message = Sentences.VOLUME_CLASS_STAYS,
    fieldPath = ".kafka",
    reason = "FieldValueForbidden")
public record MessageQueueSpec(
    @JsonPropertyDescription(
            "woodpecker (from 2.6 on, in the object storage), kafka or pulsar (external). Can't "
                + "be changed.")
        @Default("woodpecker")
        @Nullable MessageQueueType type,
    @JsonPropertyDescription("With type kafka.") @Nullable KafkaSpec kafka,
    @JsonPropertyDescription("With type pulsar.") @Nullable PulsarSpec pulsar) {}
