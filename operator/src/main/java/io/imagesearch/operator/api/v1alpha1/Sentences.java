package io.imagesearch.operator.api.v1alpha1;

/**
 * What a person reads who broke a rule that spans fields: each says how to mend it. The schema and
 * the operator, which checks what got past the schema, say the same.
 */
public final class Sentences {
  public static final String NAME =
      "give a name of at most 40 lower-case letters, digits and '-' that begins with a letter:"
          + " names of Services are made of it";
  public static final String INGRESS_OR_GATEWAY = "give ingress or gateway, not both";
  public static final String REPLICAS_OR_AUTOSCALING =
      "give replicas or autoscaling, not both: autoscaling chooses between its minReplicas and"
          + " maxReplicas";
  public static final String MIN_REPLICAS = "give a minReplicas of at most maxReplicas";
  public static final String GPU_TWICE =
      "ask for GPUs in embedder.gpu only, and leave them out of embedder.template.resources";
  public static final String OPEN_OR_SECRET =
      "give secretName or open: true, not both: an open API asks for no key";

  public static final String MODEL_DIGEST =
      "give sha256, too: the digest of the archive at uri, as sha256sum prints it";
  public static final String DIGEST_WITHOUT_URI =
      "leave sha256 out or give uri, too: a model that the image carries needs no digest";
  public static final String CREDENTIALS_WITHOUT_URI =
      "leave credentialsSecret out or give uri, too: a model that the image carries needs none";

  public static final String MILVUS_STAYS =
      "milvus can't change between managed and external: make a new cluster and move the"
          + " collection";
  public static final String MILVUS_EXTERNAL =
      "leave out config, components, etcd and messageQueue: an external Milvus has its own";
  public static final String QUERY_NODES =
      "give at most as many replicas as there can be query nodes: each copy needs one of its own";
  public static final String WOODPECKER =
      "give messageQueue.type kafka or pulsar: woodpecker needs Milvus 2.6";
  public static final String ONE_COORDINATOR =
      "give coordinators: Mixture; Milvus 2.6 has one coordinator process";
  public static final String COORDINATOR_AUTOSCALING =
      "give replicas in place of autoscaling: of coordinators one is active and the others only"
          + " stand by";
  public static final String ETCD_AUTH =
      "leave etcd.external.authSecret out or take Milvus 2.3.7 or later: earlier ones can't log in";
  public static final String KAFKA_TLS =
      "leave kafka.external.tlsSecret out or take Milvus 2.3.11 or later: earlier ones have no TLS"
          + " of their own for Kafka";
  public static final String STORAGE_TLS =
      "leave objectStorage.external.tlsSecret out or take Milvus 2.3.12 or later: earlier ones"
          + " trust public authorities only";

  public static final String MINOR_DOWNGRADE =
      "version can't go back to an earlier minor version: its servers can't read what this one"
          + " wrote; restore a backup into a new cluster";
  public static final String MINOR_SKIPPED =
      "version goes up one minor at a time: upgrade to the next one first";
  public static final String PATCH_DOWNGRADE =
      "version can't go back to an earlier patch: give this one or a later one";
  public static final String FROM_2_5_16 =
      "2.6 is reached from 2.5.16 or later: upgrade to that first";
  public static final String ONE_AFTER_THE_OTHER =
      "coordinators and version change one after the other: change coordinators first";
  public static final String BACK_TO_SEPARATE =
      "coordinators can't go back to Separate: leave Mixture";

  public static final String QUEUE_STAYS =
      "messageQueue.type can't be changed: what is in the log would be lost; make a new cluster";
  public static final String KAFKA_WITHOUT_TYPE = "leave kafka out or give type: kafka";
  public static final String PULSAR_WITHOUT_TYPE = "leave pulsar out or give type: pulsar";
  public static final String PULSAR_ADDRESS =
      "give pulsar.address, too: the operator runs no Pulsar of its own";
  public static final String TOPICS_STAY =
      "tenant and namespace of the topics can't be changed: what is in the log would be lost";

  public static final String ETCD_MEMBERS =
      "give 1, 3, 5 or 7 members: an even number survives no more failures";
  public static final String ETCD_MEMBERS_STAY =
      "etcd.replicas can't be changed: members are joined by hand";
  public static final String ETCD_STAYS =
      "etcd can't change between managed and external: make a new cluster";
  public static final String ETCD_EXTERNAL =
      "leave replicas and storage out: an external etcd has its own";
  public static final String ETCD_ROOT_STAYS = "rootPath can't be changed: Milvus would begin anew";

  public static final String KAFKA_BROKERS =
      "give 1, 3, 5, 7 or 9 brokers: they are controllers, too, and vote";
  public static final String KAFKA_BROKERS_STAY =
      "kafka.replicas can't be changed: controllers are joined by hand";
  public static final String KAFKA_STAYS =
      "kafka can't change between managed and external: what is in the log would be lost";
  public static final String KAFKA_EXTERNAL =
      "leave replicas and storage out: an external Kafka has its own";

  public static final String STORAGE_STAYS =
      "objectStorage can't change between managed and external: pictures would be gone";
  public static final String STORAGE_EXTERNAL = "leave storage out: an external bucket has its own";
  public static final String STORAGE_CREDENTIALS =
      "give credentialsSecret or useIAM: true, and not both";
  public static final String BUCKET_STAYS = "bucket can't be changed: pictures would be gone";
  public static final String PREFIX_STAYS = "prefix can't be changed: pictures would be gone";
  public static final String DATABASE_STAYS =
      "database can't be changed: the collection would be gone";

  public static final String VOLUME_SHRINKS =
      "a volume never shrinks: give the size that it has, or more";
  public static final String VOLUME_CLASS_STAYS =
      "storageClassName can't be changed: volumes stay where they are";

  private Sentences() {}
}
