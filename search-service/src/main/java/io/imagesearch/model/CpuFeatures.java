package io.imagesearch.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What this machine's CPU can compute natively.
 *
 * @param bfloat16 multiplies bfloat16 numbers in hardware
 */
record CpuFeatures(boolean bfloat16) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> BFLOAT16_FLAGS = Set.of("avx512_bf16", "amx_bf16");

  /** Of the CPU that runs this; none where the system doesn't tell. */
  static CpuFeatures detect() {
    try {
      return parse(Files.readString(CPU_INFO));
    } catch (IOException e) {
      return new CpuFeatures(false);
    }
  }

  /** From the text of {@code /proc/cpuinfo}; every core counts as the first one. */
  static CpuFeatures parse(String cpuInfo) {
    return new CpuFeatures(
        cpuInfo
            .lines()
            .filter(line -> line.startsWith("flags"))
            .limit(1)
            .flatMap(line -> Set.of(line.split("\\s+")).stream())
            .anyMatch(BFLOAT16_FLAGS::contains));
  }
}
