package io.millwright.leakage;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#ID_LIKE_FEATURE}, from 50 values on, each SUSPECT: strings without spaces of
 * which 95 % differ; categories of which half the rows have one of their own; whole numbers that
 * all differ and follow each other or the rows; numbers that all differ and rise or fall with every
 * row. A KEY that a pipeline reads as well.
 */
final class IdLikeFeature {

  private static final int ENOUGH = 50;
  private static final double UNIQUE = 0.95;
  private static final double ONCE = 0.5;

  private IdLikeFeature() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.ID_LIKE_FEATURE;
    List<LeakageEvidence> evidence = new ArrayList<>();
    for (Field field : data.readButNoFeature()) {
      if (field.role() == Role.KEY) {
        evidence.add(evidence(data, field.name(), "is a key that the pipeline reads", 1, UNIQUE));
      }
    }
    int[] byRow = byRow(data);
    data.features().stream()
        .map(f -> f.isNumeric() ? numeric(data, f, byRow) : string(data, f))
        .flatMap(Optional::stream)
        .forEach(evidence::add);
    return data.features().isEmpty() && evidence.isEmpty()
        ? Finding.notApplicable(check, "There are no features.")
        : Finding.of(check, data.features().size() + " features judged.", evidence);
  }

  private static int[] byRow(AuditData data) {
    return IntStream.range(0, data.size())
        .boxed()
        .sorted((a, b) -> Integer.compare(data.rowNumber(a), data.rowNumber(b)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Optional<LeakageEvidence> string(AuditData data, AuditColumn column) {
    int present = column.present();
    if (present < ENOUGH) {
      return Optional.empty();
    }
    double unique = column.distinct() / (double) present;
    boolean words =
        IntStream.range(0, column.size())
            .anyMatch(i -> !column.isMissing(i) && column.string(i).strip().indexOf(' ') >= 0);
    if (!words && unique >= UNIQUE) {
      return Optional.of(
          evidence(data, column.name(), "names nearly every row by itself", unique, UNIQUE));
    }
    double once = once(column) / (double) present;
    return column.type() == FieldType.CATEGORICAL && once >= ONCE
        ? Optional.of(
            evidence(data, column.name(), "has categories that one row alone has", once, ONCE))
        : Optional.empty();
  }

  private static int once(AuditColumn column) {
    int[] counts = new int[column.distinct()];
    IntStream.of(column.codes()).filter(c -> c >= 0).forEach(c -> counts[c]++);
    return (int) IntStream.of(counts).filter(c -> c == 1).count();
  }

  private static Optional<LeakageEvidence> numeric(
      AuditData data, AuditColumn column, int[] byRow) {
    boolean number = column.type() == FieldType.INTEGER || column.type() == FieldType.NUMERIC;
    int[] rows = IntStream.of(byRow).filter(i -> !Double.isNaN(column.number(i))).toArray();
    if (!number || rows.length < ENOUGH || column.distinct() < rows.length) {
      return Optional.empty();
    }
    int rising = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    boolean whole = true;
    for (int k = 0; k < rows.length; k++) {
      double value = column.number(rows[k]);
      rising += k > 0 && value > column.number(rows[k - 1]) ? 1 : 0;
      least = Math.min(least, value);
      most = Math.max(most, value);
      whole &= value == Math.rint(value);
    }
    boolean monotone = rising == 0 || rising == rows.length - 1;
    // without the rows that the split left out, numbers that follow each other have gaps
    boolean contiguous = whole && most - least < rows.length + data.split().left();
    if (!monotone && !contiguous) {
      return Optional.empty();
    }
    return Optional.of(
        evidence(
            data,
            column.name(),
            monotone ? "rises or falls with every row" : "numbers the rows",
            1,
            UNIQUE));
  }

  private static LeakageEvidence evidence(
      AuditData data, String name, String what, double share, double threshold) {
    return new LeakageEvidence(
        name,
        FindingStatus.SUSPECT,
        "'" + name + "' " + what + "; declare it a key, or ignore it.",
        Optional.of(Statistic.exact("share", share, threshold)),
        data.noRows());
  }
}
