package io.imagesearch.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Opens models for the tests of other packages. */
public final class ModelFolders {
  private ModelFolders() {}

  public static ModelFolder open(String location) {
    return ModelFolder.open(location);
  }

  /** Whether this machine's processor has instructions for it. */
  public static boolean bfloat16IsNative() {
    return CpuFeatures.detect().bfloat16();
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
