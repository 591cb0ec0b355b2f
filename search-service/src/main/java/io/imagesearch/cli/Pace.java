package io.imagesearch.cli;

/** Pictures per second of late: a resumed run passes over what exists far faster than it adds. */
final class Pace {
  private static final double HALF_LIFE_SECONDS = 10;

  private double atSeconds;
  private int atDone;
  private double perSecond;

  /** Takes the state of one moment into account, and answers the pace. */
  double update(double seconds, int done) {
    double passed = seconds - atSeconds;
    if (passed > 0) {
      double now = (done - atDone) / passed;
      double weight = atSeconds == 0 ? 1 : 1 - Math.pow(0.5, passed / HALF_LIFE_SECONDS);
      perSecond += weight * (now - perSecond);
      atSeconds = seconds;
      atDone = done;
    }
    return perSecond;
  }
}
