package io.millwright.features.window;

import io.millwright.Require;

/**
 * A window of the last rows, whenever they were. Made by {@link Windows#rows}.
 *
 * @param count how many, from 1 to 1,000,000
 */
public record RowCount(int count) {

  static final int MOST = 1_000_000;

  public RowCount {
    if (count < 1 || count > MOST) {
      throw Require.violated("Rows of a window", "from 1 to " + MOST, count);
    }
  }
}
