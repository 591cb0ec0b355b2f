package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * A file in native memory, which libtiff maps instead of reading: only the first bytes go through
 * {@link #READ}. Its address is a head, which holds the length and how far it was read; the content
 * follows.
 */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class MemoryFile {
  static final MemorySegment READ =
      callback("read", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
  static final MemorySegment SEEK =
      callback("seek", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT));
  static final MemorySegment SIZE = callback("size", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  static final MemorySegment MAP =
      callback("map", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
  static final MemorySegment UNMAP =
      callback("unmap", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG));
  static final MemorySegment CLOSE = callback("close", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private static final long LENGTH = 0;
  private static final long POSITION = 8;
  private static final long HEAD = 16;

  private final MemorySegment all;

  MemoryFile(Arena arena, long length) {
    all = arena.allocate(HEAD + length, JAVA_LONG.byteAlignment());
    all.set(JAVA_LONG, LENGTH, length);
  }

  MemorySegment content() {
    return all.asSlice(HEAD);
  }

  /** What the callbacks know it by. */
  MemorySegment handle() {
    return all;
  }

  static long read(MemorySegment handle, MemorySegment to, long count) {
    MemorySegment head = handle.reinterpret(HEAD);
    long position = head.get(JAVA_LONG, POSITION);
    long read = Math.clamp(size(handle) - position, 0, count);
    MemorySegment from = handle.reinterpret(HEAD + position + read);
    MemorySegment.copy(from, HEAD + position, to.reinterpret(read), 0, read);
    head.set(JAVA_LONG, POSITION, position + read);
    return read;
  }

  /** Always from the beginning: what is only read is never sought from anywhere else. */
  static long seek(MemorySegment handle, long offset, int whence) {
    long position = Math.clamp(offset, 0, size(handle));
    handle.reinterpret(HEAD).set(JAVA_LONG, POSITION, position);
    return position;
  }

  static long size(MemorySegment handle) {
    return handle.reinterpret(HEAD).get(JAVA_LONG, LENGTH);
  }

  static int map(MemorySegment handle, MemorySegment base, MemorySegment size) {
    MemorySegment content = MemorySegment.ofAddress(handle.address() + HEAD);
    base.reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, content);
    size.reinterpret(JAVA_LONG.byteSize()).set(JAVA_LONG, 0, size(handle));
    return 1;
  }

  static void unmap(MemorySegment handle, MemorySegment base, long size) {
    // Its memory is the arena's.
  }

  static int close(MemorySegment handle) {
    return 0;
  }

  private static MemorySegment callback(String name, FunctionDescriptor descriptor) {
    return NativeLibrary.callback(MethodHandles.lookup(), name, descriptor);
  }
}
