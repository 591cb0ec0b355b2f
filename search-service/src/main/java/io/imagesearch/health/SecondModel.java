package io.imagesearch.health;

import io.imagesearch.generation.Generations;
import io.imagesearch.generation.Plan;
import java.util.Locale;
import java.util.Optional;

/**
 * The model beside the one that is searched by, as health shows it.
 *
 * @param phase {@code building}, {@code switching}, {@code kept}, {@code paused} or {@code
 *     dropping}
 * @param open whether this process has it open
 */
record SecondModel(String model, String version, String fingerprint, String phase, boolean open) {

  static Optional<SecondModel> of(Generations generations) {
    return generations
        .plan()
        .flatMap(plan -> Optional.ofNullable(plan.standby()))
        .map(standby -> of(standby, generations.current().standby().isPresent()));
  }

  private static SecondModel of(Plan.Standby standby, boolean open) {
    return new SecondModel(
        standby.model().name(),
        standby.model().version(),
        standby.model().fingerprint(),
        standby.phase().name().toLowerCase(Locale.ROOT),
        open);
  }
}
