package io.imagesearch.plan;

/**
 * The pods of a tier.
 *
 * @param pods how many
 * @param cores that each asks for
 * @param memoryBytes of each
 * @param gpus of each
 * @param because what needs them, for a person
 */
public record TierPlan(
    String name, int pods, double cores, double memoryBytes, int gpus, String because) {}
