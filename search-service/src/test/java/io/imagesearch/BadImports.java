package io.imagesearch;

import io.imagesearch.Client.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Imports with something wrong in them; see {@link BadRequest}. */
final class BadImports {
  private static final byte[] PICTURE = Drawings.png(77);
  private static final byte[] TEXT = "no picture".getBytes(StandardCharsets.UTF_8);

  private BadImports() {}

  static List<BadRequest> all() {
    String right = Transfers.details(PICTURE);
    byte[] half = Arrays.copyOf(PICTURE, PICTURE.length / 2);
    return List.of(
        bad("without a file", "missing-picture", new Form().field("details", right)),
        bad("without details", "invalid-parameter", new Form().file("file", "a", PICTURE)),
        details("that are no JSON", "{"),
        details("that are null", "null"),
        details("with an unknown field", right.replace("fileName", "fileNames")),
        details("without a time", right.replaceFirst(", *\\s*\"addedAt.*\"", "")),
        details("of the year 1", right.replace("2026-", "0001-")),
        details("of a year that no index has", right.replace("2026-", "+999999-")),
        details("without a date", right.replace("2026-01-02T", "")),
        details("with an id that is none", right.replaceFirst("\"id\": \"..", "\"id\": \"zz")),
        details("with an absolute path", right.replace("p.png", "/etc/passwd")),
        details("of an uploader that can't be", right.replace("ann", "a/b")),
        details("with nested attributes", right.replace("\"a\": 1", "\"a\": {}")),
        details("with a null attribute", right.replace("\"a\": 1", "\"a\": null")),
        bad(
            "with an odd fingerprint",
            "invalid-parameter",
            Transfers.form(PICTURE).field("fingerprint", "x")),
        bad(
            "with an embedding that is no base64",
            "invalid-parameter",
            Transfers.form(PICTURE).field("embedding", "***")),
        embedding("of another length", Transfers.base64(0.6f, 0.8f)),
        embedding("of zeros", Transfers.base64(new float[1280])),
        new BadRequest(
            "import of other bytes",
            422,
            "digest-mismatch",
            c -> post(c, new Form().field("details", right).file("file", "a", Drawings.png(78)))),
        new BadRequest(
            "import of what is no picture",
            415,
            "unsupported-picture",
            c -> post(c, Transfers.form(TEXT))),
        new BadRequest(
            "import of half a picture", 422, "corrupt-picture", c -> post(c, Transfers.form(half))),
        new BadRequest(
            "import as JSON",
            415,
            "unsupported-media-type",
            c -> c.postJson("/api/v1/import", right)),
        new BadRequest(
            "export after nothing",
            400,
            "invalid-parameter",
            c -> c.get("/api/v1/export?after=abc")));
  }

  private static BadRequest details(String what, String details) {
    return bad(
        "details " + what,
        "invalid-parameter",
        new Form().field("details", details).file("file", "a", PICTURE));
  }

  /** Of the service's own model, so that it is read. */
  private static BadRequest embedding(String what, String embedding) {
    return new BadRequest(
        "import with an embedding " + what,
        400,
        "invalid-parameter",
        c ->
            post(
                c,
                Transfers.form(PICTURE)
                    .field("fingerprint", Transfers.fingerprint(c))
                    .field("embedding", embedding)));
  }

  private static BadRequest bad(String what, String problem, Form form) {
    return new BadRequest("import " + what, 400, problem, c -> post(c, form));
  }

  private static Client.Answer post(Client client, Form form) {
    return client.post("/api/v1/import", form);
  }
}
