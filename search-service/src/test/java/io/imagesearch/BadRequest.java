package io.imagesearch;

import io.imagesearch.Client.Answer;
import io.imagesearch.Client.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A request with something wrong in it, and the status and problem that it has to end in. */
record BadRequest(String what, int status, String problem, Function<Client, Answer> request) {
  static final byte[] PICTURE = Photographs.encode(BrokenFiles.picture(320, 240), "jpg");

  private static final String UNKNOWN = "0".repeat(64);

  /** All of them, for a service that has one picture. */
  static List<BadRequest> all(String known) {
    List<BadRequest> cases = new ArrayList<>();
    BrokenFiles.all()
        .forEach((name, file) -> {
          int status = statusOf(file.problem());
          cases.add(
              new BadRequest(
                  "upload of " + name, status, file.problem(), c -> c.upload(name, file.bytes())));
          cases.add(
              new BadRequest(
                  "search by " + name, status, file.problem(), c -> c.search(file.bytes(), 5)));
        });
    cases.addAll(uploads());
    cases.addAll(searches(known));
    cases.addAll(pictures(known));
    cases.addAll(jobs());
    cases.addAll(BadImports.all());
    return cases;
  }

  private static int statusOf(String problem) {
    return switch (problem) {
      case "empty-picture" -> 400;
      case "unsupported-picture" -> 415;
      default -> 422;
    };
  }

  private static List<BadRequest> uploads() {
    return List.of(
        upload("without a file", 400, "missing-picture", new Form().field("uploader", "ann")),
        upload("by url", 403, "url-fetch-disabled", new Form().field("url", "http://127.0.0.1/x")),
        upload("by a bad uploader", 400, "invalid-parameter", picture().field("uploader", "a/b")),
        upload(
            "by an endless uploader",
            400,
            "invalid-parameter",
            picture().field("uploader", "a".repeat(65))),
        upload(
            "with attributes that are no JSON",
            400,
            "invalid-parameter",
            picture().field("attributes", "{")),
        upload(
            "with attributes that are a list",
            400,
            "invalid-parameter",
            picture().field("attributes", "[1]")),
        upload(
            "with nested attributes",
            400,
            "invalid-parameter",
            picture().field("attributes", "{\"a\":{}}")),
        upload(
            "with a number that is none any more",
            400,
            "invalid-parameter",
            picture().field("attributes", "{\"a\":1e999}")),
        upload(
            "with a null attribute",
            400,
            "invalid-parameter",
            picture().field("attributes", "{\"a\":null}")),
        new BadRequest(
            "upload named ../../etc/passwd",
            400,
            "invalid-parameter",
            c -> c.upload("../../etc/passwd", PICTURE)),
        new BadRequest(
            "upload named /etc/passwd",
            400,
            "invalid-parameter",
            c -> c.upload("/etc/passwd", PICTURE)),
        new BadRequest(
            "upload named C:\\x.jpg", 400, "invalid-parameter", c -> c.upload("C:/x.jpg", PICTURE)),
        new BadRequest(
            "upload of 40 MB",
            413,
            "picture-too-large",
            c -> c.upload("a.jpg", new byte[40 << 20])),
        new BadRequest(
            "upload of 100 MB",
            413,
            "request-too-large",
            c -> c.upload("a.jpg", new byte[100 << 20])),
        new BadRequest(
            "upload as JSON",
            415,
            "unsupported-media-type",
            c -> c.postJson("/api/v1/images", "{}")),
        new BadRequest(
            "upload of bare bytes",
            415,
            "unsupported-media-type",
            c -> c.post("/api/v1/images", "image/jpeg", PICTURE)),
        new BadRequest(
            "upload with a torn form",
            400,
            "malformed-request",
            c ->
                c.post(
                    "/api/v1/images",
                    "multipart/form-data; boundary=x",
                    "--x\r\nContent-Disp".getBytes(StandardCharsets.UTF_8))),
        new BadRequest(
            "upload without a boundary",
            400,
            "malformed-request",
            c -> c.post("/api/v1/images", "multipart/form-data", PICTURE)));
  }

  private static List<BadRequest> searches(String known) {
    return List.of(
        search("with k 0", 400, "invalid-parameter", picture().field("k", 0)),
        search("with k -1", 400, "invalid-parameter", picture().field("k", -1)),
        search("with k 10001", 400, "invalid-parameter", picture().field("k", 10_001)),
        search("with k many", 400, "invalid-parameter", picture().field("k", "many")),
        search("with offset -1", 400, "invalid-parameter", picture().field("offset", -1)),
        search("past the deepest rank", 400, "invalid-parameter", picture().field("offset", 9_999)),
        search("with minScore 2", 400, "invalid-parameter", picture().field("minScore", 2)),
        search("with minScore NaN", 400, "invalid-parameter", picture().field("minScore", "NaN")),
        search(
            "with three crop numbers", 400, "invalid-parameter", picture().field("crop", "0,0,1")),
        search(
            "with a crop outside",
            400,
            "invalid-parameter",
            picture().field("crop", "0.5,0.5,0.6,0.6")),
        search("with an empty crop", 400, "invalid-parameter", picture().field("crop", "0,0,0,1")),
        search(
            "with a crop in letters", 400, "invalid-parameter", picture().field("crop", "a,b,c,d")),
        search(
            "with an odd consistency",
            400,
            "invalid-parameter",
            picture().field("consistency", "eventual")),
        search(
            "of an unknown uploader",
            404,
            "unknown-uploader",
            picture().field("uploader", "nobody")),
        search("without a picture", 400, "missing-picture", new Form().field("k", 1)),
        search("by url", 403, "url-fetch-disabled", new Form().field("url", "file:///etc/passwd")),
        json("by an unknown id", 404, "unknown-image", "{\"id\": \"" + UNKNOWN + "\"}"),
        json("by no id at all", 400, "missing-picture", "{}"),
        json("by an id that is none", 404, "unknown-image", "{\"id\": \"../etc\"}"),
        json("by negatives alone", 400, "missing-picture", "{\"negative\": [\"" + known + "\"]}"),
        json(
            "with an unknown field",
            400,
            "malformed-request",
            "{\"id\": \"" + known + "\", \"top\": 3}"),
        json("with broken JSON", 400, "malformed-request", "{\"id\": "),
        json("with a list for JSON", 400, "malformed-request", "[]"),
        json(
            "with a crop outside",
            400,
            "malformed-request",
            "{\"id\": \"" + known + "\", \"crop\": {\"x\":-1,\"y\":0,\"width\":1,\"height\":1}}"),
        new BadRequest("search by GET", 405, "method-not-allowed", c -> c.get("/api/v1/search")),
        new BadRequest(
            "search as XML",
            415,
            "unsupported-media-type",
            c ->
                c.post(
                    "/api/v1/search", "application/xml", "<a/>".getBytes(StandardCharsets.UTF_8))));
  }

  private static List<BadRequest> pictures(String known) {
    String path = "/api/v1/images/";
    return List.of(
        new BadRequest("get an unknown picture", 404, "unknown-image", c -> c.get(path + UNKNOWN)),
        new BadRequest(
            "get a picture by a name", 404, "unknown-image", c -> c.get(path + "shoe.jpg")),
        new BadRequest(
            "get an unknown thumbnail",
            404,
            "unknown-image",
            c -> c.get(path + UNKNOWN + "/thumbnail")),
        new BadRequest(
            "get unknown bytes", 404, "unknown-image", c -> c.get(path + UNKNOWN + "/content")),
        new BadRequest(
            "climb out of the store",
            400,
            "malformed-request",
            c -> c.get(path + "..%2f..%2fetc%2fpasswd/content")),
        new BadRequest(
            "delete an unknown picture", 404, "unknown-image", c -> c.delete(path + UNKNOWN)),
        new BadRequest(
            "change an unknown picture",
            404,
            "unknown-image",
            c ->
                c.method(
                    "PATCH",
                    path + UNKNOWN,
                    "application/json",
                    "{\"attributes\": {}}".getBytes(StandardCharsets.UTF_8))),
        new BadRequest(
            "change to nested attributes",
            400,
            "invalid-parameter",
            c ->
                c.method(
                    "PATCH",
                    path + known,
                    "application/json",
                    "{\"attributes\": {\"a\": []}}".getBytes(StandardCharsets.UTF_8))),
        new BadRequest(
            "change nothing",
            400,
            "invalid-parameter",
            c ->
                c.method(
                    "PATCH",
                    path + known,
                    "application/json",
                    "{}".getBytes(StandardCharsets.UTF_8))),
        new BadRequest(
            "put a picture",
            405,
            "method-not-allowed",
            c -> c.method("PUT", path + known, "image/jpeg", PICTURE)),
        new BadRequest(
            "list with limit 0", 400, "invalid-parameter", c -> c.get("/api/v1/images?limit=0")),
        new BadRequest(
            "list with a nameless parameter",
            400,
            "malformed-request",
            c -> c.get("/api/v1/images?=x")),
        new BadRequest(
            "list after a cursor of nothing",
            400,
            "invalid-parameter",
            c -> c.get("/api/v1/images?cursor=abc")),
        new BadRequest(
            "list of an unknown uploader",
            404,
            "unknown-uploader",
            c -> c.get("/api/v1/images?uploader=nobody")),
        new BadRequest("an address of nothing", 404, "not-found", c -> c.get("/api/v1/nothing")),
        new BadRequest(
            "an address with a bad escape",
            400,
            "malformed-request",
            c -> c.get("/api/v1/images/%00")),
        new BadRequest(
            "the log with limit many",
            400,
            "invalid-parameter",
            c -> c.get("/api/v1/log?limit=many")));
  }

  private static List<BadRequest> jobs() {
    return List.of(
        job("outside the roots", 403, "folder-not-allowed", "{\"folder\": \"/etc\"}"),
        job("climbing out of the roots", 403, "folder-not-allowed", "{\"folder\": \"../../etc\"}"),
        job("with a NUL in the folder", 400, "invalid-parameter", "{\"folder\": \"a\\u0000b\"}"),
        job("over no folder", 404, "folder-not-found", "{\"folder\": \"missing\"}"),
        job("without a folder", 400, "invalid-parameter", "{}"),
        archive("that is none", "PK, but no archive".getBytes(StandardCharsets.UTF_8)),
        archive("without a file", zip(0, 0)),
        archive("that is a bomb", zip(3, 50 << 20)),
        new BadRequest("an unknown job", 404, "unknown-job", c -> c.get("/api/v1/ingest-jobs/1")),
        new BadRequest(
            "events of an unknown job",
            404,
            "unknown-job",
            c -> c.get("/api/v1/ingest-jobs/1/events")),
        new BadRequest(
            "cancel an unknown job", 404, "unknown-job", c -> c.delete("/api/v1/ingest-jobs/1")));
  }

  private static Form picture() {
    return new Form().file("file", "picture.jpg", PICTURE);
  }

  private static BadRequest upload(String what, int status, String problem, Form form) {
    return new BadRequest("upload " + what, status, problem, c -> c.post("/api/v1/images", form));
  }

  private static BadRequest search(String what, int status, String problem, Form form) {
    return new BadRequest("search " + what, status, problem, c -> c.post("/api/v1/search", form));
  }

  private static BadRequest json(String what, int status, String problem, String json) {
    return new BadRequest(
        "search " + what, status, problem, c -> c.postJson("/api/v1/search", json));
  }

  private static BadRequest job(String what, int status, String problem, String json) {
    return new BadRequest(
        "job " + what, status, problem, c -> c.postJson("/api/v1/ingest-jobs", json));
  }

  private static BadRequest archive(String what, byte[] bytes) {
    return new BadRequest(
        "archive " + what,
        422,
        "invalid-archive",
        c -> c.post("/api/v1/ingest-jobs", "application/zip", bytes));
  }

  private static byte[] zip(int files, int bytesEach) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < files; i++) {
        zip.putNextEntry(new ZipEntry(i + ".jpg"));
        zip.write(new byte[bytesEach]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
