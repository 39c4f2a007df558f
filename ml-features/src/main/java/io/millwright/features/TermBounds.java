package io.millwright.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Which terms are left out of a vocabulary by the number of training rows they occur in; 0 for a
 * bound that is not set.
 */
record TermBounds(int minCount, double minShare, int maxCount, double maxShare, int mostFrequent) {

  static final TermBounds NONE = new TermBounds(0, 0, 0, 0, 0);

  double leastRows(int texts) {
    return Math.max(minCount, minShare * texts);
  }

  double mostRows(int texts) {
    double most = maxCount > 0 ? maxCount : Double.POSITIVE_INFINITY;
    return maxShare > 0 ? Math.min(most, maxShare * texts) : most;
  }

  String describe() {
    List<String> parts = new ArrayList<>();
    if (minCount > 0) {
      parts.add("in at least " + minCount + " rows");
    }
    if (minShare > 0) {
      parts.add("in at least a share of " + minShare + " of the rows");
    }
    if (maxCount > 0) {
      parts.add("in at most " + maxCount + " rows");
    }
    if (maxShare > 0) {
      parts.add("in at most a share of " + maxShare + " of the rows");
    }
    if (mostFrequent > 0) {
      parts.add("the " + mostFrequent + " most frequent");
    }
    return parts.isEmpty() ? "" : "; " + String.join(", ", parts);
  }
}
