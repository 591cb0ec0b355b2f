package io.imagesearch;

import io.imagesearch.Client.Form;
import io.imagesearch.image.ImageId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Imports as another program than the command line would send them. */
final class Transfers {
  private Transfers() {}

  /** A picture of ann's. */
  static Form form(byte[] picture) {
    return new Form().field("details", details(picture)).file("file", "any", picture);
  }

  static String details(byte[] picture) {
    return """
    {"id": "%s", "fileName": "p.png", "uploader": "ann", "attributes": {"a": 1},
     "addedAt": "2026-01-02T03:04:05.678Z"}
    """
        .formatted(ImageId.of(picture));
  }

  static String base64(float... vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Of the model that a service has. */
  static String fingerprint(Client client) {
    return client.get("/api/v1/health").json().at("/model/fingerprint").asString();
  }
}
