package io.imagesearch.index;

import java.lang.reflect.InvocationTargetException;

/** Whether Lucene computes distances with the processor's vector instructions. */
final class VectorInstructions {
  private static final String MODULE = "jdk.incubator.vector";

  private VectorInstructions() {}

  static String describe() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return "off: start Java with --add-modules " + MODULE;
    }
    // Compiled without the module, which a user may leave out.
    try {
      Object species =
          Class.forName("jdk.incubator.vector.FloatVector").getField("SPECIES_PREFERRED").get(null);
      Object bits =
          Class.forName("jdk.incubator.vector.VectorSpecies")
              .getMethod("vectorBitSize")
              .invoke(species);
      return bits + " bit";
    } catch (ClassNotFoundException
        | NoSuchFieldException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      return "on";
    }
  }
}
