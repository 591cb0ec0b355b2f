package io.imagesearch.picture;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Encoded picture to 224 × 224 input, in milliseconds, on one thread: this service, OpenCV, and
 * ImageIO with TwelveMonkeys. Takes a folder with photographs.
 */
public final class DecodingBenchmark {
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 300_000_000L;
  private static final List<String> NAMES =
      List.of(
          "service",
          "OpenCV",
          "ImageIO",
          "decode: service",
          "decode: OpenCV",
          "resize: service",
          "OpenCV area",
          "OpenCV cubic");

  private final PictureReader reader = new PictureReader(PictureLimits.DEFAULT, 1);
  private final InputTensors tensors =
      new InputTensors(
          new Preprocessing(
              224,
              256,
              Interpolation.BICUBIC,
              List.of(0.5f, 0.5f, 0.5f),
              List.of(0.5f, 0.5f, 0.5f)),
          1);

  private interface Step {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    OpenCV.loadLocally();
    Core.setNumThreads(1);
    var benchmark = new DecodingBenchmark();
    System.out.println("milliseconds on one thread, median");
    System.out.printf("%-16s", "");
    NAMES.forEach(name -> System.out.printf("%16s", name));
    System.out.println();
    for (var picture : BenchmarkPictures.of(Path.of(arguments[0])).entrySet()) {
      benchmark.measure(picture.getKey(), picture.getValue());
    }
  }

  private void measure(String name, byte[] bytes) throws Exception {
    Pixels pixels = reader.decode(bytes, 256, CropBox.WHOLE).pixels();
    var mat = new Mat(pixels.height(), pixels.width(), CvType.CV_8UC3);
    mat.put(0, 0, pixels.rgb());
    List<Step> steps =
        List.of(
            () -> resize(reader.decode(bytes, 256, CropBox.WHOLE).pixels()),
            () -> resize(openCv(bytes), Imgproc.INTER_AREA),
            () -> imageIo(bytes),
            () -> reader.decode(bytes, 256, CropBox.WHOLE),
            () -> openCv(bytes).release(),
            () -> resize(pixels),
            () -> resize(mat.clone(), Imgproc.INTER_AREA),
            () -> resize(mat.clone(), Imgproc.INTER_CUBIC));
    System.out.printf("%-16s", name);
    for (double median : alternate(steps)) {
      System.out.printf(Locale.ROOT, "%16.2f", median);
    }
    System.out.println();
  }

  /** All in turn, several times over, so that a busy moment of the machine hits none alone. */
  private static double[] alternate(List<Step> steps) throws Exception {
    double[][] rounds = new double[steps.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int i = 0; i < steps.size(); i++) {
        double median = medianOfOneRound(steps.get(i));
        if (round >= 0) {
          rounds[i][round] = median;
        }
      }
    }
    return Arrays.stream(rounds).mapToDouble(medians -> median(medians, ROUNDS)).toArray();
  }

  private static double medianOfOneRound(Step step) throws Exception {
    double[] times = new double[100_000];
    int runs = 0;
    long begin = System.nanoTime();
    while (runs < 3 || (runs < times.length && System.nanoTime() - begin < ROUND_NANOS)) {
      long start = System.nanoTime();
      step.run();
      times[runs++] = (System.nanoTime() - start) / 1e6;
    }
    return median(times, runs);
  }

  private static double median(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }

  private void resize(Pixels pixels) {
    tensors.of(pixels, CropBox.WHOLE).close();
  }

  private static Mat openCv(byte[] bytes) {
    var input = new MatOfByte(bytes);
    Mat mat =
        Imgcodecs.imdecode(input, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
    input.release();
    return mat;
  }

  private static void resize(Mat mat, int interpolation) {
    double scale = 256.0 / Math.min(mat.width(), mat.height());
    var small = new Mat();
    Imgproc.resize(mat, small, new Size(), scale, scale, interpolation);
    small.release();
    mat.release();
  }

  private static void imageIo(byte[] bytes) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    double scale = 256.0 / Math.min(image.getWidth(), image.getHeight());
    var small =
        new BufferedImage(
            (int) (image.getWidth() * scale),
            (int) (image.getHeight() * scale),
            BufferedImage.TYPE_INT_RGB);
    var graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, small.getWidth(), small.getHeight(), null);
    graphics.dispose();
  }
}
