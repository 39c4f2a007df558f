package io.millwright.eda;

/** What is averaged over groups of rows: a class as 0 and 1, or the number to be predicted. */
final class Outcome {

  private final String name;
  private final boolean share;
  private final double[] values;
  private final GroupMean overall;

  Outcome(String name, boolean share, double[] values) {
    this.name = name;
    this.share = share;
    this.values = values;
    this.overall = new GroupMean(share);
    for (double value : values) {
      if (!Double.isNaN(value)) {
        overall.add(value);
      }
    }
  }

  String name() {
    return name;
  }

  boolean isShare() {
    return share;
  }

  /** Whether no value is below 0 and the least is small beside the mean. */
  boolean startsNearZero() {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = value < least ? value : least;
    }
    return least >= 0 && least <= overall.mean() / 5;
  }

  GroupMean overall() {
    return overall;
  }

  /**
   * The means of groups.
   *
   * @param groups of each row, or {@link ComparedColumn#NONE}
   */
  GroupMean[] by(int[] groups, int count) {
    GroupMean[] means = new GroupMean[count];
    for (int g = 0; g < count; g++) {
      means[g] = new GroupMean(share);
    }
    for (int row = 0; row < groups.length; row++) {
      if (groups[row] != ComparedColumn.NONE && !Double.isNaN(values[row])) {
        means[groups[row]].add(values[row]);
      }
    }
    return means;
  }
}
