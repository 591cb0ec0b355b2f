package io.imagesearch.serving;

import io.imagesearch.picture.PictureLimits;
import io.imagesearch.problem.JsonFault;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.wire.Frames;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON with pictures in it: its texts may be as long as a picture in base64 is. */
@Component
class PictureJson {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64,";

  private final JsonMapper json;

  PictureJson(PictureLimits limits) {
    long longest = Math.min(Integer.MAX_VALUE, limits.maxBytes() / 3 * 4 + 1024);
    StreamReadConstraints constraints =
        StreamReadConstraints.builder().maxStringLength((int) longest).build();
    json =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  <T> T read(InputStream body, Class<T> type) {
    try {
      T value = json.readValue(body, type);
      if (value == null) {
        throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body is null.");
      }
      return value;
    } catch (JacksonException e) {
      if (e.getCause() instanceof ProblemException own) {
        throw own;
      }
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, JsonFault.describe(e), e);
    }
  }

  /** The bytes of data URIs or base64; whether they are pictures is found later. */
  List<byte[]> pictures(@Nullable List<@Nullable String> input) {
    if (input == null || input.isEmpty()) {
      throw new ProblemException(ProblemType.MISSING_PICTURE, "The field input is missing.");
    }
    Parameter.within("input", input.size(), 1, Frames.MAX_FRAMES);
    List<byte[]> pictures = new ArrayList<>();
    for (String text : input) {
      String name = "input[" + pictures.size() + "]";
      pictures.add(Parameter.parse(name, () -> bytes(text)));
    }
    return pictures;
  }

  private static byte[] bytes(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("is null");
    }
    int start = 0;
    if (text.startsWith(DATA)) {
      int mark = text.indexOf(BASE64);
      if (mark < 0) {
        throw new IllegalArgumentException("is a data URI without base64");
      }
      start = mark + BASE64.length();
    } else if (text.startsWith("http:") || text.startsWith("https:")) {
      throw new IllegalArgumentException(
          "addresses are not fetched here: send the picture's bytes");
    }
    return Base64.getDecoder().decode(text.substring(start));
  }
}
