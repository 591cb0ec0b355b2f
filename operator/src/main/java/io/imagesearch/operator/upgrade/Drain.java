package io.imagesearch.operator.upgrade;

/**
 * How nodes that hold data are taken away: one at a time, and the next when the one before has
 * handed over what it held and is gone. More than one at once would leave the others without the
 * memory to take it.
 */
public final class Drain {
  private Drain() {}

  /**
   * How many pods there shall be now.
   *
   * @param desired in the end
   * @param least never fewer: a copy of the collection needs a node of its own
   */
  public static int replicas(int desired, int least, RoleState now) {
    int end = Math.max(desired, least);
    if (end >= now.desired()) {
      return end;
    }
    return now.complete() ? now.desired() - 1 : now.desired();
  }

  /**
   * Whether a rollout is to wait: {@code spec.paused} of its Deployment. Kubernetes counts no pod
   * that is ending, and would end the next while one still hands over. It ends one only when the
   * new one in its place has been ready for {@code minReadySeconds}, which is the time to hold it.
   *
   * <p>Held so, one pod at a time ends, but for the last: when every new pod is there, Kubernetes
   * takes away the rest of the old ones, held or not, and one is left by then.
   */
  public static boolean pauseRollout(RoleState now) {
    boolean rolling =
        !now.observed() || now.updated() < now.desired() || now.existing() > now.desired();
    return rolling && now.ending() > 0;
  }
}
