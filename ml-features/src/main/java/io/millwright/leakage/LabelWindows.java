package io.millwright.leakage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Features that are a sum or mean of the entity's labels with the row's own: over all rows so far,
 * or over the last 2 to 10, 14, 20, 28 or 30. LEAK if the values agree within 1e-6 in 99 % of the
 * rows in which it matters whether the own label is counted, 50 or more.
 */
final class LabelWindows {

  private static final int[] LENGTHS = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 20, 28, 30};
  private static final int ENOUGH = 50;
  private static final double SHARE = 0.99;
  private static final double CLOSE = 1e-6;

  private final Sequences sequences;
  private final double[] prefix;
  private final int[] since;

  private LabelWindows(Sequences sequences, AuditLabel label) {
    this.sequences = sequences;
    this.prefix = new double[sequences.length()];
    this.since = new int[sequences.length()];
    int start = 0;
    double sum = 0;
    for (int k = 0; k < prefix.length; k++) {
      double y = label.value(sequences.row(k));
      if (sequences.starts(k) || Double.isNaN(y)) {
        start = k;
        sum = 0;
      }
      sum += Double.isNaN(y) ? 0 : y;
      prefix[k] = sum;
      since[k] = k - start;
    }
  }

  static List<LeakageEvidence> find(AuditData data, Sequences sequences) {
    if (data.label().isEmpty() || data.label().get().kind() == AuditLabel.Kind.MULTICLASS) {
      return List.of();
    }
    LabelWindows windows = new LabelWindows(sequences, data.label().get());
    return data.features().parallelStream()
        .filter(f -> f.isNumeric() && !f.type().isTime() && f.distinct() > 1)
        .map(f -> windows.evidence(data, f))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<LeakageEvidence> evidence(AuditData data, AuditColumn feature) {
    for (int length : LENGTHS) {
      for (boolean mean : new boolean[] {false, true}) {
        List<Integer> rows = matching(feature, length, mean);
        if (rows.size() >= ENOUGH) {
          return Optional.of(
              new LeakageEvidence(
                  feature.name(),
                  FindingStatus.LEAK,
                  "'"
                      + feature.name()
                      + "' is the "
                      + (mean ? "mean" : "sum")
                      + (length == 0
                          ? " of all labels so far"
                          : " of the last " + length + " labels")
                      + " with the row's own, in "
                      + rows.size()
                      + " rows.",
                  Optional.of(Statistic.exact("matching rows", rows.size(), ENOUGH)),
                  data.rows(rows.stream().mapToInt(Integer::intValue))));
        }
      }
    }
    return Optional.empty();
  }

  /** Rows that match where it matters; none if fewer than 99 % do. */
  private List<Integer> matching(AuditColumn feature, int length, boolean mean) {
    List<Integer> rows = new ArrayList<>();
    int seen = 0;
    for (int k = 0; k < prefix.length; k++) {
      int row = sequences.row(k);
      double value = feature.number(row);
      if (since[k] < Math.max(1, length) || Double.isNaN(value)) {
        continue;
      }
      double closed = closed(k, length, mean);
      double open = open(k, length, mean);
      if (!close(closed, open)) {
        seen++;
        if (close(value, closed)) {
          rows.add(row);
        }
        if (seen - rows.size() > Math.max(ENOUGH, (1 - SHARE) * prefix.length)) {
          return List.of();
        }
      }
    }
    return rows.size() >= SHARE * seen ? rows : List.of();
  }

  private double closed(int k, int length, boolean mean) {
    double sum = length == 0 ? prefix[k] : prefix[k] - before(k, length);
    return mean ? sum / (length == 0 ? since[k] + 1 : length) : sum;
  }

  private double open(int k, int length, boolean mean) {
    double sum = length == 0 ? prefix[k - 1] : prefix[k - 1] - before(k - 1, length);
    return mean ? sum / (length == 0 ? since[k] : length) : sum;
  }

  private double before(int k, int length) {
    return since[k] < length ? 0 : prefix[k - length];
  }

  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= CLOSE * Math.max(1e-3, Math.max(Math.abs(a), Math.abs(b)));
  }
}
