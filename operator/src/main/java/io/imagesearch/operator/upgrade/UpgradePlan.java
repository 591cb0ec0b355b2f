package io.imagesearch.operator.upgrade;

import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the roles of Milvus shall be now. One at a time gets the version that is wanted: the next
 * when all before it have it, with every pod, and none of before. A new cluster gets all at once.
 *
 * <p>It is found anew each time from what runs, so that it goes on where it was, whoever stopped
 * it. While an upgrade is under way, a later patch of its minor version takes its place, and the
 * version of before may be had back as long as no role has run at the new one. Everything else is
 * refused, and all stays as it is.
 *
 * @param versions the roles that there shall be, and their versions; a role that isn't here goes
 * @param kept images of roles that are not yet what is wanted: as they run
 * @param step that is under way, if any
 * @param reached the version that all roles have, and had before
 * @param refused why what is wanted can't be had
 */
public record UpgradePlan(
    Map<Tier, Version> versions,
    Map<Tier, String> kept,
    Optional<Step> step,
    Optional<Version> reached,
    Optional<String> refused) {

  public UpgradePlan {
    versions = Map.copyOf(versions);
    kept = Map.copyOf(kept);
  }

  public static UpgradePlan of(Milvus.Managed wanted, Progress progress, Instant now) {
    return progress
        .from()
        .map(from -> change(wanted, from, progress, now))
        .orElseGet(() -> fresh(wanted, progress));
  }

  private static UpgradePlan fresh(Milvus.Managed wanted, Progress progress) {
    Optional<String> refused = Refusal.of(wanted);
    return refused.isPresent()
        ? stay(running(progress, List.of(), wanted.version()), progress, refused)
        : stay(all(wanted), progress, refused);
  }

  private static UpgradePlan change(
      Milvus.Managed wanted, Version from, Progress progress, Instant now) {
    Optional<String> refused = Refusal.of(wanted, from, progress);
    if (refused.isPresent()) {
      List<Tier> before = Milvus.rolesOf(from, progress.hasSeparateCoordinators());
      return stay(running(progress, before, from), progress, refused);
    }
    // A role that goes in the end isn't made again.
    Map<Tier, Version> versions = running(progress, wanted.roles(), from);
    Version to = wanted.version();
    List<Tier> order = Order.of(progress, to, wanted.separate());
    Optional<Tier> next = order.stream().filter(role -> !isDone(role, to, progress)).findFirst();
    if (next.isEmpty()) {
      return new UpgradePlan(
          all(wanted), Map.of(), Optional.empty(), Optional.of(to), Optional.empty());
    }
    boolean upgrading = !from.equals(to) || !versions.equals(all(wanted));
    versions.put(next.get(), to);
    Map<Tier, String> kept =
        progress.roles().entrySet().stream()
            .filter(role -> !to.equals(versions.get(role.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, role -> role.getValue().image()));
    return new UpgradePlan(
        versions,
        kept,
        upgrading
            ? Optional.of(Step.of(from, to, next.get(), progress, wanted.stepTimeout(), now))
            : Optional.empty(),
        progress.reached(),
        Optional.empty());
  }

  private static boolean isDone(Tier role, Version to, Progress progress) {
    RoleState state = progress.roles().get(role);
    return state != null && state.version().equals(to) && state.complete();
  }

  private static UpgradePlan stay(
      Map<Tier, Version> versions, Progress progress, Optional<String> refused) {
    Map<Tier, String> images =
        refused.isEmpty()
            ? Map.of()
            : progress.roles().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, role -> role.getValue().image()));
    return new UpgradePlan(versions, images, Optional.empty(), progress.reached(), refused);
  }

  /** What runs, and what is missing of some roles. */
  private static Map<Tier, Version> running(Progress progress, List<Tier> roles, Version missing) {
    Map<Tier, Version> versions = new EnumMap<>(Tier.class);
    roles.forEach(role -> versions.put(role, missing));
    progress.roles().forEach((role, state) -> versions.put(role, state.version()));
    return versions;
  }

  private static Map<Tier, Version> all(Milvus.Managed wanted) {
    Map<Tier, Version> versions = new EnumMap<>(Tier.class);
    wanted.roles().forEach(role -> versions.put(role, wanted.version()));
    return versions;
  }
}
