package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Values that never descend, with a table of where those of each of many stretches of equal width
 * begin, so that a search has only a few of them left to look at. Immutable.
 */
final class SortedIndex {

  private static final int STRETCHES_EACH = 4;
  private static final int MOST_STRETCHES = 1 << 16;

  private final double[] values;
  private final double perWidth;

  /** How many values lie in stretches before each; one more for those in all of them. */
  private final int[] before;

  SortedIndex(double[] values) {
    this.values = values.clone();
    int stretches = Math.min(STRETCHES_EACH * values.length, MOST_STRETCHES);
    double width = (values[values.length - 1] - values[0]) / stretches;
    // Without a width all lie in the first stretch, and the search is over all.
    perWidth = width > 0 && 1 / width < Double.POSITIVE_INFINITY ? 1 / width : 0;
    before = new int[stretches + 1];
    for (double value : values) {
      before[stretch(value, stretches) + 1]++;
    }
    for (int s = 0; s < stretches; s++) {
      before[s + 1] += before[s];
    }
  }

  /** Never descends as x grows, which is all that the search needs. */
  private int stretch(double x, int stretches) {
    int s = (int) ((x - values[0]) * perWidth);
    return s < 0 ? 0 : Math.min(s, stretches - 1);
  }

  int size() {
    return values.length;
  }

  double at(int i) {
    return values[i];
  }

  double first() {
    return values[0];
  }

  double last() {
    return values[values.length - 1];
  }

  /** How many values are below x, which is the position of the first that is not. */
  int below(double x) {
    int s = stretch(x, before.length - 1);
    int from = before[s];
    int to = before[s + 1];
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (values[middle] < x) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** How far x lies on the way from one value to the next, 0..1; they differ. */
  double part(double x, int next) {
    double low = values[next - 1];
    double high = values[next];
    return Double.isFinite(high - low)
        ? (x - low) / (high - low)
        : (x / 2 - low / 2) / (high / 2 - low / 2);
  }

  void write(ArrayNode array) {
    for (double value : values) {
      array.add(value);
    }
  }
}
