package io.imagesearch.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which of a model's files this process computes with.
 *
 * @param formats that can be computed here, or the only one that a person asked for
 * @param device asked for, or found
 * @param precision only this one, where a person asked for it
 */
public record WeightsChoice(Set<Format> formats, Device device, Optional<Precision> precision) {
  public WeightsChoice {
    formats = Set.copyOf(formats);
  }

  /** The same where a format turned out not to be computed here. */
  public WeightsChoice without(Format format) {
    Set<Format> others = EnumSet.complementOf(EnumSet.of(format));
    others.retainAll(formats);
    return new WeightsChoice(others, device, precision);
  }

  /**
   * The kinds that may be used, the fastest first. The order is measured (docs/benchmarks.md):
   * bfloat16 wins where the processor multiplies it, in OpenVINO by far. Elsewhere PyTorch emulates
   * it thirty times slower, and OpenVINO not at all. In float32 ONNX Runtime is ahead of
   * TorchScript.
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
                  new WeightsKind(Format.OPENVINO, Device.CPU, Precision.BFLOAT16),
                  new WeightsKind(Format.TORCHSCRIPT, Device.CPU, Precision.BFLOAT16),
                  new WeightsKind(Format.ONNX, Device.CPU, Precision.FLOAT32),
                  WeightsKind.REFERENCE);
        };
    return kinds
        .filter(kind -> formats.contains(kind.format()))
        .filter(kind -> precision.isEmpty() || precision.get() == kind.precision())
        .filter(kind -> kind.precision() != Precision.BFLOAT16 || cpu.bfloat16() || emulated(kind))
        .toList();
  }

  private boolean emulated(WeightsKind kind) {
    return kind.format() == Format.TORCHSCRIPT && precision.isPresent();
  }
}
