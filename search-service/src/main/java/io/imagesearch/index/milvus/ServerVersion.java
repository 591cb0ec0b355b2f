package io.imagesearch.index.milvus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server can do, by the version that it says it has. */
record ServerVersion(int major, int minor, int patch) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

  /** One that can do everything, for names without a number. */
  private static final ServerVersion UNKNOWN = new ServerVersion(Integer.MAX_VALUE, 0, 0);

  static ServerVersion parse(String name) {
    Matcher numbers = NUMBERS.matcher(name);
    if (!numbers.find()) {
      return UNKNOWN;
    }
    String patch = numbers.group(3);
    return new ServerVersion(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        // Clouds leave it out, and keep theirs new.
        patch == null ? Integer.MAX_VALUE : Integer.parseInt(patch));
  }

  /** Early ones put an upserted row into the partition of another field's hash (milvus#30772). */
  boolean upsertsIntoTheRightPartition() {
    return isAtLeast(2, 3, 11);
  }

  private boolean isAtLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
    return major != wantedMajor
        ? major > wantedMajor
        : minor != wantedMinor ? minor > wantedMinor : patch >= wantedPatch;
  }
}
