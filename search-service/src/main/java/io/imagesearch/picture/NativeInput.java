package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/** Hands a native decoder the parts of a picture that it needs, and no others. */
final class NativeInput {

  private NativeInput() {}

  static MemorySegment of(SegmentAllocator allocator, Bytes bytes, List<Slice> needed) {
    MemorySegment input = allocator.allocate(length(needed));
    copy(bytes, needed, input);
    return input;
  }

  static long length(List<Slice> needed) {
    return needed.stream().mapToLong(Slice::length).sum();
  }

  /** To the beginning of what has room for them. */
  static void copy(Bytes bytes, List<Slice> needed, MemorySegment to) {
    long at = 0;
    for (Slice slice : needed) {
      MemorySegment.copy(bytes.array(), slice.from(), to, JAVA_BYTE, at, slice.length());
      at += slice.length();
    }
  }
}
