package io.imagesearch.picture;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends mutated pictures through the whole pipeline, one line of output for each. It is a process
 * of its own, with a small heap, because the decoders are native: what they break ends the process.
 */
final class FuzzProcess {
  /** A quarter of the default, as the heap is a quarter of a small service's. */
  static final PictureLimits LIMITS = new PictureLimits(32L << 20, 16_000_000, 8);

  private final PictureReader reader = new PictureReader(LIMITS, 1);
  private final Thumbnails thumbnails = new Thumbnails();
  private final Preprocessing preprocessing =
      new Preprocessing(
          224, 256, Interpolation.BICUBIC, List.of(.5f, .5f, .5f), List.of(.5f, .5f, .5f));
  private final InputTensors tensors = new InputTensors(preprocessing, 1);

  private FuzzProcess() {}

  /** Arguments: seed, first number, how many. */
  public static void main(String[] arguments) {
    FuzzInputs inputs = new FuzzInputs(Long.parseLong(arguments[0]));
    int first = Integer.parseInt(arguments[1]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    FuzzProcess process = new FuzzProcess();
    for (int number = first; number < first + Integer.parseInt(arguments[2]); number++) {
      byte[] input = inputs.get(number);
      out.println("begin " + number);
      long began = System.nanoTime();
      long worked = clock.getCurrentThreadCpuTime();
      String outcome = process.outcomeOf(input);
      worked = clock.getCurrentThreadCpuTime() - worked;
      out.println("end " + outcome + " " + worked + " " + (System.nanoTime() - began));
    }
  }

  private String outcomeOf(byte[] input) {
    try {
      Picture picture = reader.decode(input, preprocessing.resize(), CropBox.WHOLE);
      if (thumbnails.jpeg(picture.pixels()).length == 0) {
        return "EMPTY_THUMBNAIL";
      }
      try (InputTensor tensor = tensors.of(picture.pixels(), CropBox.WHOLE)) {
        return isFinite(tensor.floats()) ? "TAKEN" : "INFINITE";
      }
    } catch (PictureException e) {
      return e.reason().name();
    } catch (Throwable e) {
      e.printStackTrace(System.out);
      return e.getClass().getName();
    }
  }

  private static boolean isFinite(FloatBuffer floats) {
    while (floats.hasRemaining()) {
      if (!Float.isFinite(floats.get())) {
        return false;
      }
    }
    return true;
  }
}
