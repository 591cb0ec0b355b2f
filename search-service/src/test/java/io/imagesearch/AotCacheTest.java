package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is in the AOT caches that images carry. They are made on one processor and used on others,
 * and the JDK does not ask whether those have the instructions of the machine code in it.
 */
class AotCacheTest {
  @TempDir private Path folder;
  private Path jar;

  /** A program that does nothing. */
  static final class Program {
    public static void main(String[] arguments) {}
  }

  @BeforeEach
  void makeJar() throws Exception {
    jar = folder.resolve("program.jar");
    String entry = Program.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        InputStream program = Program.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      program.transferTo(out);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm.options", "../operator/jvm.options"})
  void hasNoMachineCode(String options) throws Exception {
    assertThat(machineCode(linking(Path.of(options)))).contains("AOT Code Cache is empty");
  }

  @Test
  void wouldHaveMachineCodeByItself() throws Exception {
    assertThat(machineCode(List.of())).containsPattern("Loaded [1-9][0-9]* AOT code entries");
  }

  /** Without the module that keeps linked classes, and with them the code, out of a cache. */
  private static List<String> linking(Path options) throws Exception {
    return Files.readAllLines(options).stream()
        .filter(line -> !line.startsWith("#") && !line.contains("jdk.incubator"))
        .toList();
  }

  /** What a JVM that would take it says of the machine code in a cache made with these options. */
  private String machineCode(List<String> options) throws Exception {
    Path cache = folder.resolve("program.aot");
    run(options, "-XX:AOTCacheOutput=" + cache);
    assertThat(cache).isNotEmptyFile();
    List<String> willing =
        options.stream().filter(option -> !option.startsWith("-XX:-AOT")).toList();
    return run(willing, "-XX:AOTCache=" + cache, "-Xlog:aot+codecache+init");
  }

  private String run(List<String> options, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(options);
    command.addAll(List.of(more));
    command.addAll(List.of("-cp", jar.toString(), Program.class.getName()));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    return said;
  }
}
