package io.imagesearch;

import io.imagesearch.index.VectorIndex;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Clears the uploads that a killed process had not finished. The index is asked for because it
 * holds the lock of the data folder: no other process is using what is older than this one.
 */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Component
class LeftoverUploads {

  LeftoverUploads(VectorIndex lockHolder, @Value("${server.tomcat.basedir}") Path folder)
      throws IOException {
    FileTime started = FileTime.fromMillis(ManagementFactory.getRuntimeMXBean().getStartTime());
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(started) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
