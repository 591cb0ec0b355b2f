package io.imagesearch;

import io.imagesearch.ObjectStoreProcess.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process of a cluster had acknowledged is there when it comes back. */
@ExtendWith(SharedMilvus.class)
class KilledClusterIT {
  @TempDir Path data;

  @Test
  void keepsWhatWasAcknowledged(MilvusServer milvus) throws Exception {
    try (ObjectStoreProcess server =
        ObjectStoreProcess.start(Kind.VERSITYGW, data.resolve("objects"))) {
      KillRounds.check(
          "milvus and s3",
          data,
          SharedIndexIT.settings(
              milvus.uri(), server, "kills", "--image-search.store.s3.lease=3s"));
    }
  }
}
