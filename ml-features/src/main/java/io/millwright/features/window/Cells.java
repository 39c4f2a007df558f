package io.millwright.features.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the windows read of one row: a number or a text for each lane; NaN and null mean missing.
 * Not thread-safe.
 */
final class Cells {

  final double[] numbers;
  final @Nullable String[] texts;
  long time;

  Cells(int lanes) {
    numbers = new double[lanes];
    Arrays.fill(numbers, Double.NaN);
    texts = new @Nullable String[lanes];
  }
}
