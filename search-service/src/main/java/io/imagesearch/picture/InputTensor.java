package io.imagesearch.picture;

import java.nio.FloatBuffer;

/** One picture as the network's input, 3 × size × size floats (CHW), in a pooled direct buffer. */
public interface InputTensor extends AutoCloseable {

  /** All floats, position 0; valid until {@link #close}. */
  FloatBuffer floats();

  /** Gives the buffer back to its pool. Closing twice is an error of the caller's. */
  @Override
  void close();
}
