package io.millwright.leakage;

import io.millwright.leakage.Declarations.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#RESAMPLED_BEFORE_SPLIT}: the rows of declared steps, and two traces in the data
 * of a classification. Rows repeat over the boundary beyond chance ({@link DuplicateRows}), and in
 * one class more than in another (twins in 5 test rows and 5 % of them, five times the share of the
 * class that repeats least, 4 deviations apart): LEAK. The rows of one class lie between others of
 * it, {@link Interpolations} (3 and 5 %, five times the share of the class with least): LEAK.
 */
final class ResampledBeforeSplit {

  private static final double TIMES = 5;
  private static final double SHARE = 0.05;
  private static final int REPEATS = 5;
  private static final int LINES = 3;
  private static final double DEVIATIONS = 4;
  private static final int MIN_TEST = 10;
  private static final int MAX_CLASSES = 10;
  private static final int MIN_COLUMNS = 3;

  private ResampledBeforeSplit() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.RESAMPLED_BEFORE_SPLIT;
    List<Step> steps = data.declared().steps(Step.Kind.RESAMPLED);
    List<LeakageEvidence> evidence = new ArrayList<>(Lineage.evidence(data, steps, "resampled"));
    List<int[]> classes = data.label().map(l -> classes(data, l)).orElse(List.of());
    boolean traced = classes.size() >= 2;
    if (traced) {
      repeated(data, classes).ifPresent(evidence::add);
      interpolated(data, classes).ifPresent(evidence::add);
    }
    if (steps.isEmpty() && !traced) {
      return Finding.notApplicable(
          check,
          "No resampling was declared with resampled(name, rows), and there are no two classes with "
              + MIN_TEST
              + " test rows to look for traces in.");
    }
    return Finding.of(
        check,
        steps.size()
            + " declared steps compared with the test rows, "
            + classes.size()
            + " classes looked through for repeated and interpolated rows.",
        evidence);
  }

  /** Rows of the classes with enough test rows, the most frequent first. */
  private static List<int[]> classes(AuditData data, AuditLabel label) {
    return IntStream.range(0, label.classes())
        .mapToObj(c -> IntStream.range(0, data.size()).filter(i -> label.classOf(i) == c).toArray())
        .filter(rows -> Arrays.stream(rows).filter(data::isTest).count() >= MIN_TEST)
        .sorted((a, b) -> Integer.compare(b.length, a.length))
        .limit(MAX_CLASSES)
        .toList();
  }

  private static Optional<LeakageEvidence> repeated(AuditData data, List<int[]> classes) {
    if (!DuplicateRows.check(data).status().isAlarm()) {
      return Optional.empty(); // a table of few values repeats by itself, in some classes more
    }
    Set<Integer> twins = DuplicateRows.pairs(data).keySet();
    int[][] hits = new int[classes.size()][];
    int[] sizes = new int[classes.size()];
    for (int c = 0; c < hits.length; c++) {
      int[] test = Arrays.stream(classes.get(c)).filter(data::isTest).toArray();
      sizes[c] = test.length;
      hits[c] = Arrays.stream(test).filter(twins::contains).toArray();
    }
    return uneven(data, hits, sizes, REPEATS, "are equal to training rows of that class");
  }

  private static Optional<LeakageEvidence> interpolated(AuditData data, List<int[]> classes) {
    List<AuditColumn> columns = Interpolations.columns(data);
    if (columns.size() < MIN_COLUMNS) {
      return Optional.empty();
    }
    Interpolations lines = Interpolations.of(data, columns);
    List<Interpolations.OnLine> found = classes.stream().map(lines::find).toList();
    return uneven(
        data,
        found.stream()
            .map(f -> f.rows().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new),
        found.stream().mapToInt(Interpolations.OnLine::sampled).toArray(),
        LINES,
        "lie exactly on a line with two other rows of that class");
  }

  /** The class with the greatest share, if it stands out from the one with the least. */
  private static Optional<LeakageEvidence> uneven(
      AuditData data, int[][] hits, int[] sizes, int enough, String what) {
    double[] shares = new double[sizes.length];
    Arrays.setAll(shares, c -> hits[c].length / (double) Math.max(1, sizes[c]));
    int most =
        IntStream.range(0, shares.length).reduce((a, b) -> shares[b] > shares[a] ? b : a).orElse(0);
    int least =
        IntStream.range(0, shares.length).reduce((a, b) -> shares[b] < shares[a] ? b : a).orElse(0);
    boolean standsOut =
        hits[most].length >= enough
            && shares[most] >= SHARE
            && shares[most] >= TIMES * shares[least]
            && deviations(hits, sizes, most, least) >= (enough == REPEATS ? DEVIATIONS : 0);
    if (!standsOut) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakageEvidence(
            "rows of one class",
            FindingStatus.LEAK,
            hits[most].length
                + " of "
                + sizes[most]
                + " test rows of one class "
                + what
                + ", against "
                + hits[least].length
                + " of "
                + sizes[least]
                + " of another: the class was resampled before the split.",
            Optional.of(Statistic.exact("share of test rows", shares[most], SHARE)),
            data.rows(IntStream.of(hits[most]))));
  }

  /** Two-proportion z with pooled variance. */
  private static double deviations(int[][] hits, int[] sizes, int a, int b) {
    double pooled = (hits[a].length + hits[b].length) / (double) (sizes[a] + sizes[b]);
    double variance = pooled * (1 - pooled) * (1.0 / sizes[a] + 1.0 / sizes[b]);
    double apart = hits[a].length / (double) sizes[a] - hits[b].length / (double) sizes[b];
    return variance <= 0 ? 0 : apart / StrictMath.sqrt(variance);
  }
}
