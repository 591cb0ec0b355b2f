package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/** Hands a native decoder the parts of a picture that it needs, and no others. */
final class NativeInput {

  private NativeInput() {}

  static MemorySegment of(SegmentAllocator allocator, Bytes bytes, List<Slice> needed) {
    long length = 0;
    for (Slice slice : needed) {
      length += slice.length();
    }
    MemorySegment input = allocator.allocate(length);
    long at = 0;
    for (Slice slice : needed) {
      MemorySegment.copy(bytes.array(), slice.from(), input, JAVA_BYTE, at, slice.length());
      at += slice.length();
    }
    return input;
  }
}
