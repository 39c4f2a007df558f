package io.millwright.quality;

import io.millwright.quality.expect.ExpectationReport;
import io.millwright.quality.expect.ExpectationResult;
import io.millwright.quality.expect.Severity;
import io.millwright.quality.internal.DuplicateRows;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the scores are computed from: columns, all of them or a sample, and what was counted over
 * all rows. {@code rowNumber} gives the number, among all rows, of a row of the columns.
 */
record QualityFacts(
    Totals totals,
    List<ColumnFacts> features,
    LabelFacts label,
    Timeliness times,
    Optional<ExpectationReport> expectations,
    IntToLongFunction rowNumber) {

  /** Counts over all rows; missing ones are of features, label and event time. */
  record Totals(long rows, long missing, long duplicates, List<Long> duplicateRows) {}

  static QualityFacts of(Table table, QualitySettings settings) {
    DuplicateRows duplicates = DuplicateRows.of(compared(table));
    long missing = judged(table.schema()).stream().mapToLong(f -> missing(table, f)).sum();
    return new QualityFacts(
        new Totals(table.rowCount(), missing, duplicates.count(), duplicates.firstRows()),
        features(table),
        LabelFacts.of(table),
        Timeliness.of(table, settings.now()),
        settings.expectations().map(e -> e.check(table)),
        row -> row);
  }

  private static long missing(Table table, Field field) {
    return table.column(field.name()).missingCount();
  }

  static List<ColumnFacts> features(Table table) {
    List<ColumnFacts> features = new ArrayList<>();
    for (Field field : table.schema().features()) {
      features.add(ColumnFacts.of(field, table.column(field.name())));
    }
    return features;
  }

  /** Features, label and event time: what completeness is of. */
  static List<Field> judged(Schema schema) {
    List<Field> fields = new ArrayList<>(schema.features());
    fields.addAll(schema.withRole(Role.LABEL));
    fields.addAll(schema.withRole(Role.EVENT_TIME));
    return fields;
  }

  /** All but keys and ignored fields: what makes rows equal. */
  static List<Column> compared(Table table) {
    List<Column> columns = new ArrayList<>();
    for (Field field : table.schema().fields()) {
      if (field.role() != Role.KEY && field.role() != Role.IGNORED) {
        columns.add(table.column(field.name()));
      }
    }
    return columns;
  }

  /** The report; without a table, {@code sampled} rows of {@code schema} were looked at. */
  QualityReport report(
      Schema schema, QualitySettings settings, @Nullable Table table, OptionalLong sampled) {
    List<QualityFault> faults = new ArrayList<>();
    List<SimilarCategories> pairs = new ArrayList<>();
    if (totals.rows() == 0) {
      faults.add(QualityFault.of(QualityFault.Kind.EMPTY_TABLE, "Table must have rows; has none."));
    }
    expectations.ifPresent(e -> e.broken().forEach(r -> faults.add(fault(r))));
    List<DimensionScore> scores =
        totals.rows() == 0 ? unscored() : scores(schema, settings, faults, pairs);
    QualityReport.Findings findings =
        new QualityReport.Findings(scores, faults, pairs, expectations);
    return new QualityReport(table, totals.rows(), sampled, findings, settings.minimum());
  }

  private List<DimensionScore> scores(
      Schema schema,
      QualitySettings settings,
      List<QualityFault> faults,
      List<SimilarCategories> pairs) {
    label.faults(faults);
    List<DimensionScore> scores =
        List.of(
            completeness(judged(schema).size()),
            Accuracy.score(features, expectations),
            Consistency.score(this, faults, pairs),
            times.score(settings, faults),
            Relevance.score(features, label, settings.seed()),
            Volume.score(totals.rows(), features, label));
    features.forEach(f -> f.faults(faults));
    return scores;
  }

  private static List<DimensionScore> unscored() {
    List<DimensionScore> none = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      none.add(DimensionScore.notAssessed(dimension, "There are no rows."));
    }
    return none;
  }

  private DimensionScore completeness(int columns) {
    if (columns == 0) {
      return DimensionScore.notAssessed(
          Dimension.COMPLETENESS, "There are no features, label or event time.");
    }
    long cells = columns * totals.rows();
    double share = totals.missing() / (double) cells;
    return DimensionScore.of(
        Dimension.COMPLETENESS,
        5 * (1 - 2 * share),
        totals.missing() + " of " + cells + " cells are missing.",
        new DimensionScore.Measure("missing share", share));
  }

  private static QualityFault fault(ExpectationResult result) {
    QualityFault.Kind kind =
        result.expectation().severity() == Severity.BLOCKING
            ? QualityFault.Kind.EXPECTATION_BROKEN
            : QualityFault.Kind.EXPECTATION_WARNING;
    List<String> fields = result.expectation().fields();
    return new QualityFault(
        kind,
        fields.size() == 1 ? Optional.of(fields.get(0)) : Optional.empty(),
        result.text(),
        result.firstRows());
  }
}
