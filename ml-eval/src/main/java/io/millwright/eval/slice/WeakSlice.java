package io.millwright.eval.slice;

import io.millwright.evidence.Estimate;
import java.util.List;

/**
 * A slice that is weak on rows that had no part in finding it.
 *
 * @param where which rows
 * @param discovery what was seen on the half it was found on: too good a story to be told alone
 * @param confirmation what was seen on the other half
 * @param overlapping other confirmed slices that are much the same rows, of less impact
 */
public record WeakSlice(
    Conjunction where,
    Discovery discovery,
    Confirmation confirmation,
    List<Conjunction> overlapping) {

  public WeakSlice {
    overlapping = List.copyOf(overlapping);
  }

  /**
   * On the half it was found on.
   *
   * @param rows how many
   * @param meanLoss of its rows, by weight
   * @param score SliceLine's: excess of the mean loss against smallness
   */
  public record Discovery(long rows, double meanLoss, double score) {}

  /**
   * On the other half.
   *
   * @param excessLoss mean loss in the slice less that outside, with an interval; its support is
   *     the slice's rows
   * @param impact share of the whole loss that would go if the slice were like the rows outside:
   *     size by excess loss, 0 to 1
   * @param pValue one-sided, of "the mean loss is no greater than outside"
   * @param qValue the same after Benjamini and Hochberg among all slices that were tested
   */
  public record Confirmation(Estimate excessLoss, double impact, double pValue, double qValue) {}
}
