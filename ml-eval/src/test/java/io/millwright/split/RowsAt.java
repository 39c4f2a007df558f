package io.millwright.split;

import io.millwright.table.Table;
import java.util.stream.IntStream;

/** Splits at a position, for tests. */
public final class RowsAt {

  private RowsAt() {}

  /** Rows before the position to train, the others to judge. */
  public static Split split(Table whole, int firstJudged) {
    return Split.of(
        whole,
        IntStream.range(0, firstJudged).toArray(),
        IntStream.range(firstJudged, whole.rowCount()).toArray(),
        "first " + firstJudged + " rows");
  }
}
