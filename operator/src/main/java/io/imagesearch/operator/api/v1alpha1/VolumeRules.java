package io.imagesearch.operator.api.v1alpha1;

/**
 * What the volumes of a store keep to when its spec changes, in CEL: they never shrink, and their
 * class stays. A store that is elsewhere has none, and what is no quantity is refused as that.
 */
final class VolumeRules {
  private static final String EXTERNAL = "has(self.external) || has(oldSelf.external)";
  private static final String KAFKA_EXTERNAL =
      "self.type != oldSelf.type || (has(self.kafka) && has(self.kafka.external)) ||"
          + " (has(oldSelf.kafka) && has(oldSelf.kafka.external))";

  private static final String SIZE = "(has(self.storage) ? self.storage.size : '";
  private static final String OLD_SIZE = "(has(oldSelf.storage) ? oldSelf.storage.size : '";
  private static final String ETCD_SIZE = SIZE + EtcdSpec.DEFAULT_SIZE + "')";
  private static final String OLD_ETCD_SIZE = OLD_SIZE + EtcdSpec.DEFAULT_SIZE + "')";
  private static final String OBJECTS_SIZE = SIZE + ObjectStorageSpec.DEFAULT_SIZE + "')";
  private static final String OLD_OBJECTS_SIZE = OLD_SIZE + ObjectStorageSpec.DEFAULT_SIZE + "')";
  private static final String KAFKA_SIZE =
      "(has(self.kafka) && has(self.kafka.storage) ? self.kafka.storage.size : '"
          + KafkaSpec.DEFAULT_SIZE
          + "')";
  private static final String OLD_KAFKA_SIZE =
      "(has(oldSelf.kafka) && has(oldSelf.kafka.storage) ? oldSelf.kafka.storage.size : '"
          + KafkaSpec.DEFAULT_SIZE
          + "')";

  static final String ETCD_NEVER_SHRINKS =
      EXTERNAL
          + (" || !isQuantity(" + ETCD_SIZE + ") || !isQuantity(" + OLD_ETCD_SIZE + ")")
          + (" || quantity(" + ETCD_SIZE + ").compareTo(quantity(" + OLD_ETCD_SIZE + ")) >= 0");

  static final String OBJECTS_NEVER_SHRINK =
      EXTERNAL
          + (" || !isQuantity(" + OBJECTS_SIZE + ") || !isQuantity(" + OLD_OBJECTS_SIZE + ")")
          + (" || quantity(" + OBJECTS_SIZE + ")")
          + (".compareTo(quantity(" + OLD_OBJECTS_SIZE + ")) >= 0");

  static final String KAFKA_NEVER_SHRINKS =
      KAFKA_EXTERNAL
          + (" || !isQuantity(" + KAFKA_SIZE + ") || !isQuantity(" + OLD_KAFKA_SIZE + ")")
          + (" || quantity(" + KAFKA_SIZE + ").compareTo(quantity(" + OLD_KAFKA_SIZE + ")) >= 0");

  static final String CLASS_STAYS =
      EXTERNAL
          + " || (has(self.storage) && has(self.storage.storageClassName) ?"
          + " self.storage.storageClassName : '')"
          + " == (has(oldSelf.storage) && has(oldSelf.storage.storageClassName) ?"
          + " oldSelf.storage.storageClassName : '')";

  static final String KAFKA_CLASS_STAYS =
      KAFKA_EXTERNAL
          + " || (has(self.kafka) && has(self.kafka.storage) &&"
          + " has(self.kafka.storage.storageClassName) ? self.kafka.storage.storageClassName"
          + " : '')"
          + " == (has(oldSelf.kafka) && has(oldSelf.kafka.storage) &&"
          + " has(oldSelf.kafka.storage.storageClassName) ?"
          + " oldSelf.kafka.storage.storageClassName : '')";

  private VolumeRules() {}
}
