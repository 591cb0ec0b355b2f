package io.imagesearch.operator.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Milvus. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException when it is not like 2.6.16
   */
  @JsonCreator
  public static Version of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a version like 2.6.16");
    }
    return new Version(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
    return compareTo(new Version(otherMajor, otherMinor, otherPatch)) >= 0;
  }

  /** With streaming nodes, and coordinators in one process. */
  public boolean isStreaming() {
    return isAtLeast(2, 6, 0);
  }

  @Override
  public int compareTo(Version other) {
    int first = Integer.compare(major, other.major);
    int second = first != 0 ? first : Integer.compare(minor, other.minor);
    return second != 0 ? second : Integer.compare(patch, other.patch);
  }

  @Override
  @JsonValue
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
