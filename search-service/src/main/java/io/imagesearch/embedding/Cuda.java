package io.imagesearch.embedding;

import ai.djl.util.Platform;
import ai.djl.util.cuda.CudaUtils;
import io.imagesearch.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether this process can compute on an NVIDIA GPU. */
final class Cuda {
  /** Of NVIDIA's kernel driver, which a container sees only when it was given a GPU. */
  private static final Path CONTROL_DEVICE = Path.of("/dev/nvidiactl");

  private Cuda() {}

  /** What stands in the way; empty when nothing does. */
  static Optional<String> missing() {
    // First, since it is cheap: nothing of PyTorch is touched where there is no GPU.
    if (!Files.exists(CONTROL_DEVICE)) {
      return Optional.of(
          "there is no /dev/nvidiactl; ask for a GPU in the pod's resources, and see that the node has NVIDIA's driver");
    }
    if (!flavour().startsWith("cu")) {
      return Optional.of(
          "this build carries PyTorch for processors only; name one for GPUs with PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR");
    }
    return CudaUtils.getGpuCount() == 0
        ? Optional.of("CUDA counts no device; see that the driver is new enough")
        : Optional.empty();
  }

  static void require() {
    missing()
        .ifPresent(why -> {
          throw new ModelException(
              "image-search.engine.device=cuda, but no GPU can be used: " + why);
        });
  }

  /** DJL takes PyTorch from a folder that the environment names, or else from the class path. */
  private static String flavour() {
    String named = System.getenv("PYTORCH_FLAVOR");
    return System.getenv("PYTORCH_LIBRARY_PATH") != null && named != null
        ? named
        : Platform.detectPlatform("pytorch").getFlavor();
  }
}
