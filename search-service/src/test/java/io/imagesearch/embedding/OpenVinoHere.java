package io.imagesearch.embedding;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.imagesearch.model.ModelFolders;

/** Whether OpenVINO is what computes on this machine by itself. */
public final class OpenVinoHere {
  private OpenVinoHere() {}

  /** Skips the test where it is not. */
  public static void assume() {
    assumeThat(OpenVinoFiles.areHere()).as("OpenVINO for this platform in this build").isTrue();
    assumeThat(ModelFolders.bfloat16IsNative()).as("bfloat16 instructions").isTrue();
  }
}
