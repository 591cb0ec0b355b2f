package io.imagesearch.embedding;

import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.InputTensor;
import io.imagesearch.picture.InputTensors;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Preprocessing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The embedder against the limits of its engine and of the decoding, in one process. Takes a folder
 * of JPEGs, rounds and seconds of each measurement, then settings of the service; prints a line
 * with name and value for each measurement of each round.
 */
public final class EmbedderBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Network network;
  private final ImageEmbedder embedder;
  private final EmbeddingProperties properties;
  private final PictureReader reader;
  private final InputTensors tensors;
  private final Preprocessing preprocessing;
  private final List<byte[]> pictures;
  private final double seconds;

  @Configuration(proxyBeanMethods = false)
  @ComponentScan({"io.imagesearch.model", "io.imagesearch.embedding", "io.imagesearch.picture"})
  @ConfigurationPropertiesScan({
    "io.imagesearch.model",
    "io.imagesearch.embedding",
    "io.imagesearch.picture"
  })
  static class Wiring {
    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  private interface Step extends AutoCloseable {
    /** Does something with some pictures, and says with how many. */
    int run(int picture) throws Exception;

    @Override
    default void close() {}
  }

  private EmbedderBenchmark(ApplicationContext context, List<byte[]> pictures, double seconds) {
    network = context.getBean(Network.class);
    embedder = context.getBean(ImageEmbedder.class);
    properties = context.getBean(EmbeddingProperties.class);
    reader = context.getBean(PictureReader.class);
    tensors = context.getBean(InputTensors.class);
    preprocessing = context.getBean(Preprocessing.class);
    this.pictures = pictures;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    List<byte[]> pictures = read(Path.of(arguments[0]));
    int rounds = Integer.parseInt(arguments[1]);
    double seconds = Double.parseDouble(arguments[2]);
    SpringApplication application =
        new SpringApplicationBuilder(Wiring.class).web(WebApplicationType.NONE).build();
    String[] settings = Arrays.copyOfRange(arguments, 3, arguments.length);
    try (ConfigurableApplicationContext context = application.run(settings)) {
      EmbedderBenchmark benchmark = new EmbedderBenchmark(context, pictures, seconds);
      benchmark.round(); // what is compiled and pooled during the first is not to count
      for (int i = 0; i < rounds; i++) {
        benchmark.round().forEach(System.out::println);
      }
    }
  }

  /** All in turn, so that a busy moment of the machine hits none alone. */
  private List<String> round() throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    int clients = 4 * properties.maxBatch() * properties.workers();
    return List.of(
        "forward " + rate(properties.workers(), false, this::forward),
        "batcher " + rate(clients, true, this::embedReadyMade),
        "decode " + rate(cores, false, this::decode),
        "input " + rate(cores, false, this::decodeAndResize),
        "whole " + rate(clients, true, this::embedPicture));
  }

  private interface Opening {
    /** A step for the calling thread alone. */
    Step open();
  }

  private Step forward() {
    int batch = properties.maxBatch();
    ForwardPass pass = network.openPass(batch);
    pass.input().put(0, noise(pass.input().capacity()));
    return new Forward(pass, batch);
  }

  private record Forward(ForwardPass pass, int batch) implements Step {
    @Override
    public int run(int picture) {
      return pass.run(0, batch).length;
    }

    @Override
    public void close() {
      pass.close();
    }
  }

  private Step embedReadyMade() {
    FloatBuffer floats =
        ByteBuffer.allocateDirect(preprocessing.floats() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    floats.put(0, noise(preprocessing.floats()));
    return _ -> embed(new ReadyMade(floats));
  }

  private Step decode() {
    return picture -> decoded(picture).pixels().height() > 0 ? 1 : 0;
  }

  private Step decodeAndResize() {
    return picture -> {
      tensors.of(decoded(picture).pixels(), CropBox.WHOLE).close();
      return 1;
    };
  }

  private Step embedPicture() {
    return picture -> embed(tensors.of(decoded(picture).pixels(), CropBox.WHOLE));
  }

  private Picture decoded(int picture) throws Exception {
    byte[] bytes = pictures.get(picture % pictures.size());
    return reader.decode(bytes, preprocessing.resize(), CropBox.WHOLE);
  }

  private int embed(InputTensor tensor) throws InterruptedException {
    return embedder.embed(tensor, Lane.BULK, PATIENCE).dimension() > 0 ? 1 : 0;
  }

  /** Pictures per second of so many threads. */
  private double rate(int threads, boolean virtual, Opening opening) throws Exception {
    LongAdder done = new LongAdder();
    Thread[] all = new Thread[threads];
    Throwable[] failures = new Throwable[threads];
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
      all[i] =
          builder.start(() -> {
            try (Step step = opening.open()) {
              for (int picture = number; System.nanoTime() < end; picture += threads) {
                done.add(step.run(picture));
              }
            } catch (Throwable e) {
              failures[number] = e;
            }
          });
    }
    for (Thread thread : all) {
      thread.join();
    }
    for (Throwable failure : failures) {
      if (failure != null) {
        throw new IllegalStateException("a measurement failed", failure);
      }
    }
    return done.sum() / ((System.nanoTime() - begin) / 1e9);
  }

  private static float[] noise(int floats) {
    Random random = new Random(1);
    float[] noise = new float[floats];
    for (int i = 0; i < floats; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    return noise;
  }

  private static List<byte[]> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<byte[]> pictures = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        pictures.add(Files.readAllBytes(file));
      }
      return pictures;
    }
  }

  /** Its thread's own, used again and again. */
  private record ReadyMade(FloatBuffer floats) implements InputTensor {
    @Override
    public FloatBuffer floats() {
      return floats.clear();
    }

    @Override
    public void close() {
      // Not pooled.
    }
  }
}
