package io.millwright.eval.fairness;

import io.millwright.eval.metric.BinaryCounts;
import io.millwright.eval.metric.MetricValue;
import java.util.Locale;

/**
 * A share of rows of a group: the weight of some cells of its two-by-two table over the weight of
 * others.
 *
 * <p>Each has its own denominator, and its support is counted there: a group of a thousand rows
 * with four positives has no true positive rate worth a name.
 */
public enum GroupRate {
  /** Share of rows that are selected: (TP + FP) / all. */
  SELECTION_RATE("Selection rate", Cells.TP | Cells.FP, Cells.ALL, "rows"),
  /** Share of rows that are decided right: (TP + TN) / all. */
  ACCURACY("Accuracy", Cells.TP | Cells.TN, Cells.ALL, "rows"),
  /** Share of positives that are selected: TP / (TP + FN). */
  TPR("True positive rate", Cells.TP, Cells.TP | Cells.FN, "positive rows"),
  /** Share of negatives that are selected: FP / (FP + TN). */
  FPR("False positive rate", Cells.FP, Cells.FP | Cells.TN, "negative rows"),
  /** Share of positives that are not selected: FN / (TP + FN). */
  FNR("False negative rate", Cells.FN, Cells.TP | Cells.FN, "positive rows"),
  /** Share of negatives that are not selected: TN / (FP + TN). */
  TNR("True negative rate", Cells.TN, Cells.FP | Cells.TN, "negative rows"),
  /** Share of selected rows that are positive: TP / (TP + FP). */
  PPV("Positive predictive value", Cells.TP, Cells.TP | Cells.FP, "selected rows"),
  /** Share of rows not selected that are negative: TN / (TN + FN). */
  NPV("Negative predictive value", Cells.TN, Cells.TN | Cells.FN, "rows not selected"),
  /** Share of rows that are positive, whatever is decided: (TP + FN) / all. */
  BASE_RATE("Base rate", Cells.TP | Cells.FN, Cells.ALL, "rows");

  /** Bits of the cells, in the order in which {@link Decisions} numbers them. */
  private static final class Cells {
    static final int TN = 1;
    static final int FP = 2;
    static final int FN = 4;
    static final int TP = 8;
    static final int ALL = 15;
  }

  private final String label;
  private final int numerator;
  private final int denominator;
  private final String rows;

  GroupRate(String label, int numerator, int denominator, String rows) {
    this.label = label;
    this.numerator = numerator;
    this.denominator = denominator;
    this.rows = rows;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** Its name in lower case, for example {@code tpr}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which rows its denominator counts, for example {@code positive rows}. */
  public String denominator() {
    return rows;
  }

  /** The rate of these counts; undefined where its denominator is 0. */
  public MetricValue of(BinaryCounts counts) {
    double[] cells = {
      counts.trueNegatives(),
      counts.falsePositives(),
      counts.falseNegatives(),
      counts.truePositives()
    };
    return MetricValue.ratio(sum(cells, 0, numerator), sum(cells, 0, denominator), "no " + rows);
  }

  /** The rate of the four cells from a position on, NaN where its denominator is 0. */
  double of(double[] cells, int from) {
    double below = sum(cells, from, denominator);
    return below > 0 ? sum(cells, from, numerator) / below : Double.NaN;
  }

  /** Whether rows of that cell are in the denominator. */
  boolean counts(int cell) {
    return (denominator >> cell & 1) == 1;
  }

  private static double sum(double[] cells, int from, int mask) {
    double sum = 0;
    for (int c = 0; c < Decisions.CELLS; c++) {
      if ((mask >> c & 1) == 1) {
        sum += cells[from + c];
      }
    }
    return sum;
  }
}
