package io.millwright.eval.robustness;

import io.millwright.Require;
import io.millwright.evidence.Estimate;
import io.millwright.report.Report;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which decisions a search could turn over. Immutable and thread-safe.
 *
 * <p>Distances are upper bounds: the search has found a flip there and may have missed a nearer
 * one; a row without a flip is not shown to be safe.
 *
 * @param rows how many rows were attacked
 * @param flippedShare share of them with a flip inside the bounds
 * @param flips one for each flipped row, by row
 * @param fieldUse how many flips need each field, in their version with the fewest fields
 * @param evaluations predictions asked of the model
 */
public record AdversarialReport(
    int rows,
    Estimate flippedShare,
    List<Flip> flips,
    SortedMap<String, Integer> fieldUse,
    long evaluations) {

  /** Copies the lists. */
  public AdversarialReport {
    flips = List.copyOf(flips);
    fieldUse = Collections.unmodifiableSortedMap(new TreeMap<>(fieldUse));
  }

  /**
   * A decision turned over.
   *
   * @param row its position in the table
   * @param distance the smallest share of the bounds found to be enough: the largest move of any
   *     field relative to its bound, 1 for a changed category
   * @param fields the fewest fields found to be enough, perhaps at a greater distance
   */
  public record Flip(int row, double distance, List<String> fields) {

    /** Copies the fields. */
    public Flip {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Share of the attacked rows with a flip that near, each row counting once.
   *
   * @param distance share of the bounds, from 0 to 1
   */
  public double flippedWithin(double distance) {
    Require.share("Distance", distance);
    long near = flips.stream().filter(f -> f.distance() <= distance).count();
    return (double) near / rows;
  }

  /** The findings for people; its section can be put into another report. */
  public Report toReport() {
    return AdversarialPages.of(this);
  }
}
