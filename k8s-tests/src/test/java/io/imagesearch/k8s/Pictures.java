package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Pictures of many kinds, always the same ones. */
final class Pictures {
  private static final long SMALLEST_BYTES = 4096;

  private Pictures() {}

  /** PNG files, spread over all that there are. */
  static List<Path> some(int count) {
    try (Stream<Path> files = Files.walk(Settings.pictures())) {
      List<Path> all =
          files
              .filter(file -> file.toString().endsWith(".png"))
              .filter(file -> size(file) >= SMALLEST_BYTES)
              .sorted()
              .toList();
      if (all.size() < count) {
        throw new IllegalStateException(
            "%d pictures in %s".formatted(all.size(), Settings.pictures()));
      }
      return Stream.iterate(0, i -> i < count, i -> i + 1)
          .map(i -> all.get((int) ((long) i * all.size() / count)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts all of them in; what is answered by 503 is sent again, as that asks for. */
  static void upload(ShopApi api, List<Path> files, String uploader) {
    for (Path file : files) {
      int status =
          await()
              .atMost(Duration.ofMinutes(2))
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofSeconds(1))
              .until(() -> api.upload(bytes(file), uploader).status(), code -> code != 503);
      assertThat(status).as(file.toString()).isIn(200, 201);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id that the service gives: SHA-256 of the bytes. */
  static String id(byte[] picture) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another picture to the service, by a byte behind the end that decoders leave alone. */
  static byte[] variant(byte[] picture, int number) {
    byte[] other = Arrays.copyOf(picture, picture.length + Integer.BYTES);
    for (int i = 0; i < Integer.BYTES; i++) {
      other[picture.length + i] = (byte) (number >>> (8 * i));
    }
    return other;
  }

  /** As many bytes as are asked for, the same picture to whoever looks at it. */
  static byte[] padded(byte[] picture, int number, int bytes) {
    return Arrays.copyOf(variant(picture, number), bytes);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each is among the answers to itself, of which variants are as good. */
  static void assertAllFound(ShopApi api, List<Path> pictures) throws IOException {
    List<String> lost = new ArrayList<>();
    for (Path file : pictures) {
      byte[] picture = bytes(file);
      ShopApi.Answer answer = api.search(picture, 100);
      if (answer.status() != 200 || !answer.ids().contains(id(picture))) {
        lost.add(file.getFileName() + ": " + answer);
      }
    }
    assertThat(lost).isEmpty();
  }
}
