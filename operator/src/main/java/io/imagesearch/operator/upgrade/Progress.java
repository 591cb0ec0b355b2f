package io.imagesearch.operator.upgrade;

import io.imagesearch.operator.api.v1alpha1.UpgradeStatus;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far Milvus is.
 *
 * @param reached the version that all roles had in the end of the last upgrade, or of the first
 *     start
 * @param roles the roles that have a Deployment
 * @param recorded the step that the status tells of
 */
public record Progress(
    Optional<Version> reached, Map<Tier, RoleState> roles, Optional<UpgradeStatus> recorded) {

  public Progress {
    roles = Map.copyOf(roles);
  }

  /** The version of before; none where no role has ever run. */
  Optional<Version> from() {
    return reached.or(() -> complete().min(Version::compareTo));
  }

  /** The latest version that any role has run at, so that there may be data of it. */
  Optional<Version> latest() {
    return Stream.concat(reached.stream(), Stream.concat(complete(), afterTheFirst()))
        .max(Version::compareTo);
  }

  private Stream<Version> complete() {
    return roles.values().stream().filter(RoleState::complete).map(RoleState::version);
  }

  /** A role is updated when those before it were complete, so that only the first may not be. */
  private Stream<Version> afterTheFirst() {
    if (reached.isEmpty()) {
      return Stream.empty();
    }
    Optional<Version> newest =
        roles.values().stream().map(RoleState::version).max(Version::compareTo);
    return newest.stream()
        .flatMap(version -> Order.of(this, version, hasSeparateCoordinators()).stream().skip(1))
        .flatMap(role -> Stream.ofNullable(roles.get(role)))
        .map(RoleState::version);
  }

  boolean hasSeparateCoordinators() {
    return roles.containsKey(Tier.ROOT_COORD)
        || roles.containsKey(Tier.DATA_COORD)
        || roles.containsKey(Tier.QUERY_COORD);
  }

  boolean hasMixedCoordinators() {
    return roles.containsKey(Tier.MIX_COORD);
  }

  /** Whether any role is of before a version. */
  boolean isAnyBefore(Version version) {
    return roles.values().stream().anyMatch(role -> role.version().compareTo(version) < 0);
  }
}
