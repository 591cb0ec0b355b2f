package io.imagesearch.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** A sheet of photographs, 4 × 4 of them, in the sizes and formats that people send. */
final class BenchmarkPictures {
  private static final int TILES = 4;

  private BenchmarkPictures() {}

  static Map<String, byte[]> of(Path folder) throws IOException {
    Mat sheet = sheet(folder, 4000, 3000);
    Mat medium = sheet(folder, 1600, 1200);
    Mat small = sheet(folder, 640, 480);
    var progressive = new MatOfInt(Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    pictures.put("640 JPEG", encode(small, ".jpg", new MatOfInt()));
    pictures.put("640 progressive", encode(small, ".jpg", progressive));
    pictures.put("1600 JPEG", encode(medium, ".jpg", new MatOfInt()));
    pictures.put("12 MP JPEG", encode(sheet, ".jpg", new MatOfInt()));
    pictures.put("640 PNG", encode(small, ".png", new MatOfInt()));
    pictures.put("1600 PNG", encode(medium, ".png", new MatOfInt()));
    var quality = new MatOfInt(Imgcodecs.IMWRITE_WEBP_QUALITY, 85);
    pictures.put("640 WebP", encode(small, ".webp", quality));
    return pictures;
  }

  private static Mat sheet(Path folder, int width, int height) throws IOException {
    var sheet = new Mat(height, width, CvType.CV_8UC3);
    List<Path> photos;
    try (Stream<Path> files = Files.list(folder)) {
      photos = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    int across = width / TILES;
    int down = height / TILES;
    for (int i = 0; i < TILES * TILES; i++) {
      Mat photo = Imgcodecs.imread(photos.get(i % photos.size()).toString());
      Mat target =
          sheet.submat(new Rect(i % TILES * across, i / TILES * down, across, down));
      Imgproc.resize(photo, target, target.size(), 0, 0, Imgproc.INTER_AREA);
    }
    return sheet;
  }

  private static byte[] encode(Mat mat, String format, MatOfInt options) {
    var out = new MatOfByte();
    Imgcodecs.imencode(format, mat, out, options);
    return out.toArray();
  }
}
