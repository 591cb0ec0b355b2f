package io.imagesearch;

import io.imagesearch.ObjectStoreProcess.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed service had acknowledged is there when it comes back. */
class KilledWritersIT {
  @TempDir Path data;

  @Test
  void folderKeepsWhatWasAcknowledged() throws Exception {
    KillRounds.check("folder", data);
  }

  @Test
  void objectStoreKeepsWhatWasAcknowledged() throws Exception {
    try (ObjectStoreProcess server =
        ObjectStoreProcess.start(Kind.VERSITYGW, data.resolve("objects"))) {
      KillRounds.check("s3", data, server.settings("kills", "--image-search.store.s3.lease=3s"));
    }
  }
}
