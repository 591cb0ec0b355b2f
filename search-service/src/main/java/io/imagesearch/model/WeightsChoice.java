package io.imagesearch.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of a model's files this process computes with.
 *
 * @param format only this one, where a person asked for it
 * @param device asked for, or found
 * @param precision only this one, where a person asked for it
 */
public record WeightsChoice(Optional<Format> format, Device device, Optional<Precision> precision) {

  /**
   * The kinds that may be used, the fastest first. The order is measured (docs/benchmarks.md):
   * bfloat16 wins where the processor multiplies it and is emulated thirty times slower elsewhere;
   * in float32 ONNX Runtime is ahead of TorchScript.
   */
  List<WeightsKind> inOrder(CpuFeatures cpu) {
    Stream<WeightsKind> kinds =
        switch (device) {
          case CUDA ->
              Stream.of(
                  new WeightsKind(Format.TORCHSCRIPT, Device.CUDA, Precision.FLOAT16),
                  new WeightsKind(Format.TORCHSCRIPT, Device.CUDA, Precision.FLOAT32));
          case CPU ->
              Stream.of(
                  new WeightsKind(Format.TORCHSCRIPT, Device.CPU, Precision.BFLOAT16),
                  new WeightsKind(Format.ONNX, Device.CPU, Precision.FLOAT32),
                  WeightsKind.REFERENCE);
        };
    return kinds
        .filter(kind -> format.isEmpty() || format.get() == kind.format())
        .filter(kind -> precision.isEmpty() || precision.get() == kind.precision())
        .filter(kind ->
            kind.precision() != Precision.BFLOAT16 || cpu.bfloat16() || precision.isPresent())
        .toList();
  }
}
