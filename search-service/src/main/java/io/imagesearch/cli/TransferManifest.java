package io.imagesearch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an exported collection is. It is written last of what the service tells, so that where it is
 * the list is whole.
 *
 * @param fingerprint of the model that the embeddings are of
 * @param count of the lines in the list
 * @param sha256 of the list
 */
record TransferManifest(
    String model, String version, String fingerprint, int dimension, long count, String sha256) {
  private static final int FORMAT = 1;

  void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("model", model);
    fields.put("version", version);
    fields.put("fingerprint", fingerprint);
    fields.put("dimension", dimension);
    fields.put("count", count);
    fields.put("sha256", sha256);
    TransferFolder.write(file, (new Json(fields) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static TransferManifest read(Path file) throws LocalFileException {
    try {
      Json fields = Json.parse(Files.readString(file));
      if ((int) fields.at("format").number() != FORMAT) {
        throw new IOException("not an export that this version of image-search knows");
      }
      return new TransferManifest(
          fields.at("model").text(""),
          fields.at("version").text(""),
          fields.at("fingerprint").text(""),
          (int) fields.at("dimension").number(),
          (long) fields.at("count").number(),
          fields.at("sha256").text(""));
    } catch (NoSuchFileException e) {
      throw new LocalFileException(
          file, new IOException("there is none: the export was cut short, or is elsewhere", e));
    } catch (IOException e) {
      throw new LocalFileException(file, e);
    } catch (IllegalArgumentException e) {
      throw new LocalFileException(file, new IOException("not a manifest in JSON", e));
    }
  }
}
