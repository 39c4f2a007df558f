package io.millwright.leakage;

import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@link AuditCheck#DISTINGUISHABLE_HALVES}: a classifier two-sample test (Lopez-Paz and Oquab
 * 2017). The log odds of test against training rows, in 16 bins of equally many rows for numbers
 * and by category, are summed over the features (naive Bayes) and learnt on either half of the rows
 * to be judged on the other. The mean of both AUCs is taken to vary as one of them does, by the
 * variance of the Mann–Whitney statistic: more than it does if they are not wholly dependent. From
 * an AUC of 0.55 that chance gives once in a thousand over all features: SUSPECT. Split by time, or
 * by groups that hold together, the halves may differ; then it is told and no alarm.
 */
final class DistinguishableHalves {

  private static final int FOLDS = 2;
  private static final int BINS = 16;
  private static final int MAX_CATEGORIES = 1000;
  private static final int ENOUGH = 20;
  private static final double MATTERS = 0.55;
  private static final double PRIOR_ROWS = 5;

  private final AuditData data;
  private final int[] folds;
  private final double z;
  private final double ofTest;

  private DistinguishableHalves(AuditData data, int comparisons) {
    this.data = data;
    this.z = Bounds.zOfEach(comparisons);
    this.ofTest = data.test() / (double) data.size();
    this.folds = new int[data.size()];
    Seed seed = data.declared().seed().derive("leakage-halves");
    deal(seed.derive("train"), 0, data.train());
    deal(seed.derive("test"), data.train(), data.test());
  }

  private void deal(Seed seed, int from, int count) {
    int[] order = seed.permutation(count);
    for (int k = 0; k < count; k++) {
      folds[from + order[k]] = k % FOLDS;
    }
  }

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.DISTINGUISHABLE_HALVES;
    List<AuditColumn> columns =
        data.features().stream()
            .filter(c -> c.type() != FieldType.TEXT)
            .filter(c -> c.isNumeric() || c.distinct() <= MAX_CATEGORIES)
            .filter(c -> c.distinct() > 0)
            .toList();
    if (columns.isEmpty()) {
      return Finding.notApplicable(check, "No feature is a number, time or category.");
    }
    if (data.train() < ENOUGH || data.test() < ENOUGH) {
      return Finding.insufficient(
          check, "Each half must have " + ENOUGH + " rows to compare them.");
    }
    return new DistinguishableHalves(data, columns.size() + 1).finding(check, columns);
  }

  private Finding finding(AuditCheck check, List<AuditColumn> columns) {
    double[][] scores = columns.parallelStream().map(this::scores).toArray(double[][]::new);
    double[] sum = new double[data.size()];
    for (double[] one : scores) {
      Arrays.setAll(sum, i -> sum[i] + one[i]);
    }
    boolean expected = data.isTemporal() || byGroups();
    List<LeakageEvidence> evidence = new ArrayList<>();
    evidence("all features", sum, expected).ifPresent(evidence::add);
    for (int c = 0; c < columns.size(); c++) {
      evidence(columns.get(c).name(), scores[c], expected).ifPresent(evidence::add);
    }
    return Finding.of(
        check,
        String.format(Locale.ROOT, "A classifier tells the halves apart with AUC %.3f.", auc(sum))
            + (expected ? " Halves split by time or by groups may differ." : ""),
        evidence);
  }

  /** Whether entities with several rows are kept on one side each. */
  private boolean byGroups() {
    return Stream.concat(
            data.declared().entities().stream(),
            data.schema().withRole(Role.GROUP).stream().map(Field::name))
        .map(data::column)
        .anyMatch(
            c ->
                c.distinct() < 0.9 * c.present()
                    && SharedEntity.sharedTestRows(data, c).length == 0);
  }

  private Optional<LeakageEvidence> evidence(String subject, double[] scores, boolean expected) {
    double auc = auc(scores);
    double lower = auc - z * deviation();
    if (!(lower > 0.5 && auc >= MATTERS)) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakageEvidence(
            subject,
            expected ? FindingStatus.CLEAN : FindingStatus.SUSPECT,
            String.format(
                Locale.ROOT,
                "Training and test rows can be told apart by %s (AUC %.3f).",
                subject.equals("all features") ? subject : "'" + subject + "'",
                auc),
            Optional.of(new Statistic("AUC", auc, lower, 0.5)),
            data.noRows()));
  }

  private double auc(double[] scores) {
    double sum = 0;
    for (int f = 0; f < FOLDS; f++) {
      int fold = f;
      int[] rows = IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
      boolean[] test = new boolean[rows.length];
      for (int k = 0; k < rows.length; k++) {
        test[k] = data.isTest(rows[k]);
      }
      sum += Ranks.auc(Arrays.stream(rows).mapToDouble(i -> scores[i]).toArray(), test);
    }
    return sum / FOLDS;
  }

  /** Of the AUC of one fold. */
  private double deviation() {
    double m = data.test() / (double) FOLDS;
    double n = data.train() / (double) FOLDS;
    return StrictMath.sqrt((m + n + 1) / (12 * m * n));
  }

  /** Log odds of a test row by the other folds, for each row. */
  private double[] scores(AuditColumn column) {
    int[] groups = column.isNumeric() ? bins(column) : column.codes();
    int size = Arrays.stream(groups).max().orElse(-1) + 2; // the first for missing
    int[][] train = new int[FOLDS + 1][size];
    int[][] test = new int[FOLDS + 1][size];
    for (int i = 0; i < groups.length; i++) {
      int[][] half = data.isTest(i) ? test : train;
      half[folds[i]][groups[i] + 1]++;
      half[FOLDS][groups[i] + 1]++;
    }
    double[] scores = new double[groups.length];
    for (int i = 0; i < groups.length; i++) {
      int g = groups[i] + 1;
      double t = test[FOLDS][g] - test[folds[i]][g] + PRIOR_ROWS * ofTest;
      double o = train[FOLDS][g] - train[folds[i]][g] + PRIOR_ROWS * (1 - ofTest);
      scores[i] = StrictMath.log(t / o);
    }
    return scores;
  }

  private static int[] bins(AuditColumn column) {
    int[] rows =
        IntStream.range(0, column.size()).filter(i -> !Double.isNaN(column.number(i))).toArray();
    double[] ranks = Ranks.midranks(Arrays.stream(rows).mapToDouble(column::number).toArray());
    int[] bins = new int[column.size()];
    Arrays.fill(bins, -1);
    for (int k = 0; k < rows.length; k++) {
      bins[rows[k]] = (int) Math.min(BINS - 1, (ranks[k] - 0.5) * BINS / rows.length);
    }
    return bins;
  }
}
