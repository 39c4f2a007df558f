package io.millwright.eval.fairness;

import io.millwright.evidence.Estimate;

/**
 * How often a group is selected compared with the reference group.
 *
 * @param group the group
 * @param reference the named reference group, or the one selected most often
 * @param ratio selection rate over that of the reference; the intervals of all groups hold at once
 * @param passesFourFifths whether the ratio itself, whatever its interval, is at least 0.8, as the
 *     rule is stated
 */
public record ImpactRatio(
    ProtectedGroup group, ProtectedGroup reference, Estimate ratio, boolean passesFourFifths) {}
