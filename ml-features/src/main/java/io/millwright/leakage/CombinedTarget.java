package io.millwright.leakage;

import io.millwright.leakage.SingleFeatures.Strength;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#COMBINED_TARGET}. A least-squares fit of the label on two to twelve numbers or
 * times, learnt on training rows, leaves at most 1e-4 of its variance on test rows: LEAK; at most
 * 1e-3: SUSPECT. The same for logarithms, which finds products and ratios. Features that are
 * already copies or proxies are left out.
 */
final class CombinedTarget {

  private static final double LEAK = 1e-4;
  private static final double SUSPECT = 1e-3;
  private static final double EXACT = 1e-12;
  private static final int MOST = 12;
  private static final int MAX_ROWS = 10_000;
  private static final int MIN_TRAIN = 100;
  private static final int MIN_TEST = 20;

  /** A feature with more gaps would leave too few rows for all others. */
  private static final double MAX_MISSING = 0.2;

  private CombinedTarget() {}

  static Finding check(AuditData data, SingleFeatures singles) {
    AuditCheck check = AuditCheck.COMBINED_TARGET;
    if (data.label().isEmpty()) {
      return Finding.notApplicable(check, "The schema has no label.");
    }
    AuditLabel label = data.label().get();
    if (label.kind() == AuditLabel.Kind.MULTICLASS) {
      return Finding.notApplicable(check, "Classes are no sum of features.");
    }
    List<AuditColumn> columns = candidates(data, label, singles);
    if (columns.size() < 2) {
      return Finding.notApplicable(
          check, "Fewer than two numeric features have values in four rows of five.");
    }
    int[] rows = completeRows(data, label, columns);
    int train = (int) Arrays.stream(rows).filter(i -> !data.isTest(i)).count();
    if (train < MIN_TRAIN || rows.length - train < MIN_TEST) {
      return Finding.insufficient(
          check,
          "Too few rows without gaps to tell: "
              + train
              + " to learn from and "
              + (rows.length - train)
              + " to test on; "
              + MIN_TRAIN
              + " and "
              + MIN_TEST
              + " are needed.");
    }
    List<LeakageEvidence> evidence = new ArrayList<>();
    fit(data, label, columns, rows, "sum or difference", v -> v).ifPresent(evidence::add);
    if (evidence.isEmpty()) {
      List<AuditColumn> positive =
          columns.stream().filter(c -> Arrays.stream(rows).allMatch(i -> c.number(i) > 0)).toList();
      if (positive.size() >= 2 && Arrays.stream(rows).allMatch(i -> label.value(i) > 0)) {
        fit(data, label, positive, rows, "product or ratio", StrictMath::log)
            .ifPresent(evidence::add);
      }
    }
    return Finding.of(
        check,
        columns.size() + " numeric features tried together on " + rows.length + " rows.",
        evidence);
  }

  private static List<AuditColumn> candidates(
      AuditData data, AuditLabel label, SingleFeatures singles) {
    Set<String> proxies =
        singles.strengths().stream()
            .filter(s -> TargetProxy.isProxy(label, s))
            .map(Strength::feature)
            .collect(Collectors.toSet());
    List<AuditColumn> columns = new ArrayList<>(data.features());
    data.eventTime().ifPresent(columns::add);
    return columns.stream()
        .filter(AuditColumn::isNumeric)
        .filter(c -> c.distinct() > 1 && finite(c) >= (1 - MAX_MISSING) * data.size())
        .filter(c -> !proxies.contains(c.name()) && !TargetInFeatures.isCopy(data, label, c))
        .toList();
  }

  private static long finite(AuditColumn column) {
    return Arrays.stream(column.numbers()).filter(v -> !Double.isNaN(v)).count();
  }

  /** Rows with label and all columns, at most {@link #MAX_ROWS} of each half, evenly spread. */
  private static int[] completeRows(AuditData data, AuditLabel label, List<AuditColumn> columns) {
    int[] all =
        IntStream.range(0, data.size())
            .filter(label::isPresent)
            .filter(i -> columns.stream().noneMatch(c -> Double.isNaN(c.number(i))))
            .toArray();
    int[] train = Arrays.stream(all).filter(i -> !data.isTest(i)).toArray();
    int[] test = Arrays.stream(all).filter(data::isTest).toArray();
    return IntStream.concat(spread(train), spread(test)).toArray();
  }

  private static IntStream spread(int[] rows) {
    int n = Math.min(rows.length, MAX_ROWS);
    return IntStream.range(0, n).map(k -> rows[(int) ((long) k * rows.length / n)]);
  }

  private static Optional<LeakageEvidence> fit(
      AuditData data,
      AuditLabel label,
      List<AuditColumn> columns,
      int[] rows,
      String how,
      DoubleUnaryOperator scale) {
    int[] train = Arrays.stream(rows).filter(i -> !data.isTest(i)).toArray();
    int[] test = Arrays.stream(rows).filter(data::isTest).toArray();
    double[] y = labels(label, train, scale);
    ForwardFit wide = ForwardFit.of(matrix(columns, train, scale), y, EXACT, MOST);
    if (wide.leftShare() > SUSPECT) {
      return Optional.empty();
    }
    List<AuditColumn> needed =
        needed(wide.chosen().stream().map(columns::get).toList(), train, y, scale);
    ForwardFit fit = ForwardFit.of(matrix(needed, train, scale), y, EXACT, MOST);
    double left = fit.leftShare(matrix(needed, test, scale), labels(label, test, scale));
    if (!(fit.leftShare() <= SUSPECT && left <= SUSPECT) || needed.size() < 2) {
      return Optional.empty();
    }
    FindingStatus status =
        fit.leftShare() <= LEAK && left <= LEAK ? FindingStatus.LEAK : FindingStatus.SUSPECT;
    String names = needed.stream().map(AuditColumn::name).collect(Collectors.joining(" + "));
    return Optional.of(
        new LeakageEvidence(
            names,
            status,
            "The label is a "
                + how
                + " of "
                + needed.size()
                + " features together ("
                + names.replace(" + ", ", ")
                + "), learnt on training rows and confirmed on "
                + test.length
                + " test rows.",
            Optional.of(Statistic.exact("share of variance left", left, LEAK)),
            data.rows(Arrays.stream(rows))));
  }

  /** Those of the columns without which the fit is no longer as good. */
  private static List<AuditColumn> needed(
      List<AuditColumn> columns, int[] train, double[] y, DoubleUnaryOperator scale) {
    List<AuditColumn> needed = new ArrayList<>(columns);
    double limit = leftShare(needed, train, y, scale) <= LEAK ? LEAK : SUSPECT;
    for (AuditColumn column : columns) {
      List<AuditColumn> fewer = needed.stream().filter(c -> c != column).toList();
      if (!fewer.isEmpty() && leftShare(fewer, train, y, scale) <= limit) {
        needed.remove(column);
      }
    }
    return needed;
  }

  private static double leftShare(
      List<AuditColumn> columns, int[] train, double[] y, DoubleUnaryOperator scale) {
    return ForwardFit.of(matrix(columns, train, scale), y, EXACT, MOST).leftShare();
  }

  private static double[][] matrix(
      List<AuditColumn> columns, int[] rows, DoubleUnaryOperator scale) {
    return columns.parallelStream()
        .map(c -> Arrays.stream(rows).mapToDouble(c::number).map(scale).toArray())
        .toArray(double[][]::new);
  }

  private static double[] labels(AuditLabel label, int[] rows, DoubleUnaryOperator scale) {
    return Arrays.stream(rows).mapToDouble(label::value).map(scale).toArray();
  }
}
