package io.millwright.store.replay;

import java.util.List;

/**
 * How one field agrees.
 *
 * @param field its name
 * @param equal rows with the same bits, or missing on both sides
 * @param different rows with two values that differ
 * @param onlyServed rows with a value that was served and is missing when computed again
 * @param onlyRecomputed rows with a value that was missing when served
 * @param firstRows the first rows, at most 10, that do not agree
 * @param maxDifference the largest difference of two finite numbers
 * @param maxUlps the largest distance of two finite numbers in doubles between them
 */
public record FieldSkew(
    String field,
    long equal,
    long different,
    long onlyServed,
    long onlyRecomputed,
    List<Integer> firstRows,
    double maxDifference,
    long maxUlps) {

  public FieldSkew {
    firstRows = List.copyOf(firstRows);
  }

  /** Whether every row agrees. */
  public boolean agrees() {
    return different + onlyServed + onlyRecomputed == 0;
  }

  @Override
  public String toString() {
    return "'"
        + field
        + "': "
        + equal
        + " equal, "
        + different
        + " different, "
        + onlyServed
        + " only served, "
        + onlyRecomputed
        + " only recomputed"
        + (agrees() ? "" : ", first rows " + firstRows);
  }
}
