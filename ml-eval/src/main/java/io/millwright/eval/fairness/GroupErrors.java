package io.millwright.eval.fairness;

import io.millwright.evidence.Estimate;
import java.util.List;

/**
 * How far off predicted values are for each group of a regression.
 *
 * @param fields the protected fields whose combinations are the groups
 * @param groups every group that is present
 * @param meanErrorDifference largest minus smallest mean error of the groups with support; the
 *     interval holds for all pairs at once
 * @param meanAbsoluteErrorDifference the same of the mean absolute error
 */
public record GroupErrors(
    List<String> fields,
    List<Group> groups,
    Estimate meanErrorDifference,
    Estimate meanAbsoluteErrorDifference) {

  /** Copies the lists. */
  public GroupErrors {
    fields = List.copyOf(fields);
    groups = List.copyOf(groups);
  }

  /**
   * The errors of one group, in the unit of the label.
   *
   * @param group whose
   * @param rows how many rows
   * @param meanError mean of predicted minus actual, greater than 0 where values are overstated;
   *     undefined below the floor of support
   * @param meanAbsoluteError mean of its size
   */
  public record Group(
      ProtectedGroup group, long rows, Estimate meanError, Estimate meanAbsoluteError) {}
}
