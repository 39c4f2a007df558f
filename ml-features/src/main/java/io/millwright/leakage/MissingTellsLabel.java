package io.millwright.leakage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#MISSING_TELLS_LABEL}. Of the rows with a value, or of those without, nearly all
 * have one label: LEAK if at least 99 % have a label that at most half of all rows have and the
 * lower Wilson bound is 0.8; SUSPECT if all have a label that is common anyway and chance would do
 * that once in a million. For a real label also: the value is there above a threshold of the label
 * and missing below (AUC 0.99, lower bound 0.8).
 */
final class MissingTellsLabel {

  private static final int ENOUGH = 20;
  private static final double PURE = 0.99;
  private static final double SURE = 0.8;
  private static final double CHANCE = 1e-6;

  /** Values of a real label that fewer rows have are no classes. */
  private static final double FREQUENT = 0.02;

  private MissingTellsLabel() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.MISSING_TELLS_LABEL;
    if (data.label().isEmpty()) {
      return Finding.notApplicable(check, "The schema has no label.");
    }
    AuditLabel label = data.label().get();
    List<AuditColumn> columns =
        data.features().stream().filter(f -> f.present() < data.size()).toList();
    if (columns.isEmpty()) {
      return Finding.notApplicable(check, "No feature has missing values.");
    }
    double z = Bounds.zOfEach(2 * columns.size());
    List<LeakageEvidence> evidence =
        columns.parallelStream()
            .map(c -> evidence(data, label, c, z, columns.size()))
            .flatMap(List::stream)
            .toList();
    return Finding.of(check, columns.size() + " features with missing values judged.", evidence);
  }

  private static List<LeakageEvidence> evidence(
      AuditData data, AuditLabel label, AuditColumn column, double z, int columns) {
    int[] labelCodes = codes(label, data.size());
    int[] all = counts(labelCodes, i -> true, data.size());
    List<LeakageEvidence> evidence = new ArrayList<>();
    for (boolean missing : new boolean[] {false, true}) {
      int[] inside = counts(labelCodes, i -> column.isMissing(i) == missing, data.size());
      pure(inside, all, z, columns)
          .ifPresent(found -> evidence.add(evidence(data, column, missing, found, labelCodes)));
    }
    if (label.isReal() && evidence.isEmpty()) {
      threshold(data, label, column, z).ifPresent(evidence::add);
    }
    evidence.sort((a, b) -> b.status().compareTo(a.status()));
    return evidence.isEmpty() ? evidence : evidence.subList(0, 1);
  }

  private static int[] codes(AuditLabel label, int size) {
    return IntStream.range(0, size)
        .map(i -> label.isReal() ? label.column().code(i) : label.classOf(i))
        .toArray();
  }

  private static int[] counts(int[] codes, IntPredicate rows, int size) {
    int[] counts = new int[Arrays.stream(codes).max().orElse(-1) + 1];
    IntStream.range(0, size)
        .filter(i -> codes[i] >= 0 && rows.test(i))
        .forEach(i -> counts[codes[i]]++);
    return counts;
  }

  private record Purity(int label, int of, int rows, double bound, FindingStatus status) {}

  private static Optional<Purity> pure(int[] inside, int[] all, double z, int columns) {
    int rows = Arrays.stream(inside).sum();
    int total = Arrays.stream(all).sum();
    if (rows < ENOUGH || rows == total) {
      return Optional.empty();
    }
    int best =
        IntStream.range(0, inside.length).reduce((a, b) -> inside[b] > inside[a] ? b : a).orElse(0);
    double base = all[best] / (double) total;
    double bound = Bounds.wilsonLower(inside[best], rows, z);
    boolean pure = inside[best] >= PURE * rows;
    double chance = rows * StrictMath.log(base) + StrictMath.log(2.0 * columns);
    if (!pure || base < FREQUENT || chance > StrictMath.log(CHANCE)) {
      return Optional.empty();
    }
    if (base <= 0.5) {
      FindingStatus status = bound >= SURE ? FindingStatus.LEAK : FindingStatus.SUSPECT;
      return Optional.of(new Purity(best, inside[best], rows, bound, status));
    }
    return inside[best] == rows
        ? Optional.of(new Purity(best, rows, rows, bound, FindingStatus.SUSPECT))
        : Optional.empty();
  }

  private static LeakageEvidence evidence(
      AuditData data, AuditColumn column, boolean missing, Purity found, int[] labelCodes) {
    return new LeakageEvidence(
        column.name(),
        found.status(),
        "Of the "
            + found.rows()
            + (missing ? " rows without" : " rows with")
            + " a value in '"
            + column.name()
            + "', "
            + found.of()
            + " have the same label.",
        Optional.of(
            new Statistic(
                "share of one label", found.of() / (double) found.rows(), found.bound(), SURE)),
        data.rows(
            IntStream.range(0, data.size())
                .filter(i -> column.isMissing(i) == missing && labelCodes[i] == found.label())));
  }

  private static Optional<LeakageEvidence> threshold(
      AuditData data, AuditLabel label, AuditColumn column, double z) {
    int[] rows = IntStream.range(0, data.size()).filter(label::isPresent).toArray();
    double[] y = Arrays.stream(rows).mapToDouble(label::value).toArray();
    boolean[] present = new boolean[rows.length];
    int m = 0;
    for (int i = 0; i < rows.length; i++) {
      present[i] = !column.isMissing(rows[i]);
      m += present[i] ? 1 : 0;
    }
    double auc = Ranks.auc(y, present);
    double value = Math.max(auc, 1 - auc);
    double lower = Bounds.aucLower(value, m, (double) rows.length - m, z);
    if (!(value >= PURE && lower >= SURE)) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakageEvidence(
            column.name(),
            FindingStatus.LEAK,
            String.format(
                Locale.ROOT,
                "'%s' has a value on one side of a threshold of the label and none on the other (AUC %.4f).",
                column.name(),
                value),
            Optional.of(new Statistic("AUC", value, lower, SURE)),
            data.noRows()));
  }
}
