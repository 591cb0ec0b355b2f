package io.imagesearch.embedding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The functions of OpenVINO's interface for C that are called, by their names there. */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class OpenVinoFunctions {
  /** {@code ov_shape_t}: how many lengths, and where they are. */
  static final StructLayout SHAPE = MemoryLayout.structLayout(JAVA_LONG, ADDRESS);

  static final String COMPILE = "ov_core_compile_model";

  /** How many properties that takes, each a key and a value behind the other arguments. */
  private static final int PROPERTIES = 5;

  private static final List<MemoryLayout> BEFORE_PROPERTIES =
      List.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);

  private static final Map<String, FunctionDescriptor> ALL =
      Map.ofEntries(
          status("ov_get_openvino_version", ADDRESS),
          nothing("ov_version_free"),
          Map.entry("ov_get_last_err_msg", FunctionDescriptor.of(ADDRESS)),
          nothing("ov_free"),
          status("ov_core_create", ADDRESS),
          status("ov_core_get_property", ADDRESS, ADDRESS, ADDRESS, ADDRESS),
          status(
              "ov_core_read_model_from_memory_buffer",
              ADDRESS,
              ADDRESS,
              JAVA_LONG,
              ADDRESS,
              ADDRESS),
          status(
              COMPILE,
              Stream.concat(
                      BEFORE_PROPERTIES.stream(),
                      Stream.generate(() -> ADDRESS).limit(2 * PROPERTIES))
                  .toArray(MemoryLayout[]::new)),
          nothing("ov_core_free"),
          nothing("ov_model_free"),
          status("ov_compiled_model_create_infer_request", ADDRESS, ADDRESS),
          nothing("ov_compiled_model_free"),
          status("ov_tensor_create", JAVA_INT, SHAPE, ADDRESS),
          status("ov_tensor_create_from_host_ptr", JAVA_INT, SHAPE, ADDRESS, ADDRESS),
          status("ov_tensor_data", ADDRESS, ADDRESS),
          status("ov_tensor_get_shape", ADDRESS, ADDRESS),
          status("ov_shape_free", ADDRESS),
          nothing("ov_tensor_free"),
          status("ov_infer_request_set_input_tensor", ADDRESS, ADDRESS),
          status("ov_infer_request_infer", ADDRESS),
          status("ov_infer_request_get_output_tensor", ADDRESS, ADDRESS),
          nothing("ov_infer_request_free"));

  private final SymbolLookup symbols;
  private final Map<String, MethodHandle> called = new ConcurrentHashMap<>();

  OpenVinoFunctions(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /** What it answers: a status, an address or, where it is no use, null. */
  Object call(String name, Object... arguments) {
    MethodHandle function = called.computeIfAbsent(name, this::find);
    try {
      return (Object) function.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native function can't throw", e);
    }
  }

  private MethodHandle find(String name) {
    FunctionDescriptor descriptor = ALL.get(name);
    if (descriptor == null) {
      throw new IllegalArgumentException(name);
    }
    Linker.Option[] options =
        name.equals(COMPILE)
            ? new Linker.Option[] {Linker.Option.firstVariadicArg(BEFORE_PROPERTIES.size())}
            : new Linker.Option[0];
    return Linker.nativeLinker()
        .downcallHandle(symbols.findOrThrow(name), descriptor, options)
        .asSpreader(Object[].class, descriptor.argumentLayouts().size())
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private static Map.Entry<String, FunctionDescriptor> status(
      String name, MemoryLayout... arguments) {
    return Map.entry(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static Map.Entry<String, FunctionDescriptor> nothing(String name) {
    return Map.entry(name, FunctionDescriptor.ofVoid(ADDRESS));
  }
}
