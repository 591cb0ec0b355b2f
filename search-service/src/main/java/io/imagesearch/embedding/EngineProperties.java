package io.imagesearch.embedding;

import io.imagesearch.model.Device;
import io.imagesearch.model.Format;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What computes, where a person wants to say it.
 *
 * @param runtime {@code auto} takes the fastest one of those that the model has weights for
 * @param device {@code auto} takes a GPU where there is one and this build can use it; with {@code
 *     cuda} the service starts on a GPU or not at all
 */
@ConfigurationProperties("image-search.engine")
record EngineProperties(
    @DefaultValue("auto") RuntimeChoice runtime, @DefaultValue("auto") DeviceChoice device) {

  enum RuntimeChoice {
    AUTO(Optional.empty()),
    ONNXRUNTIME(Optional.of(Format.ONNX)),
    OPENVINO(Optional.of(Format.OPENVINO)),
    PYTORCH(Optional.of(Format.TORCHSCRIPT));

    private final Optional<Format> format;

    RuntimeChoice(Optional<Format> format) {
      this.format = format;
    }

    Set<Format> formats() {
      return format.map(Set::of).orElseGet(() -> EnumSet.allOf(Format.class));
    }
  }

  enum DeviceChoice {
    AUTO,
    CPU,
    CUDA;

    /**
     * What to compute on.
     *
     * @throws io.imagesearch.model.ModelException when a GPU is asked for and can't be used: ten
     *     times slower without a word is worse than no start
     */
    Device resolve() {
      return switch (this) {
        case CPU -> Device.CPU;
        case AUTO -> Cuda.missing().isEmpty() ? Device.CUDA : Device.CPU;
        case CUDA -> {
          Cuda.require();
          yield Device.CUDA;
        }
      };
    }
  }
}
