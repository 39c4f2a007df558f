package io.millwright.eda;

import io.millwright.quality.internal.DuplicateRows;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Everything the sections of one report read, computed once. */
final class EdaFacts {

  private final Table table;
  private final Eda.Options options;
  private final List<ColumnSummary> columns = new ArrayList<>();
  private final Optional<TargetView> target;
  private final Associations associations;
  private final MissingTogether missing;
  private final Optional<TimeCoverage> time;
  private final long twins;

  EdaFacts(Table table, Eda.Options options) {
    this.table = table;
    this.options = options;
    List<Column> compared = new ArrayList<>();
    for (Field field : table.schema().fields()) {
      Column column = table.column(field.name());
      columns.add(ColumnSummary.of(field, column, options));
      if (field.role() != Role.KEY && field.role() != Role.IGNORED) {
        compared.add(column);
      }
    }
    target = TargetView.of(table);
    associations =
        Associations.of(table, o -> o.seed(options.seed()).columns(options.mostColumns()));
    missing = MissingTogether.of(used());
    time =
        table
            .schema()
            .only(Role.EVENT_TIME)
            .map(f -> TimeCoverage.of(table.column(f.name())))
            .filter(t -> !t.isEmpty());
    twins = DuplicateRows.of(compared).count();
  }

  Table table() {
    return table;
  }

  int rows() {
    return table.rowCount();
  }

  Eda.Options options() {
    return options;
  }

  /** All columns in the order of the schema. */
  List<ColumnSummary> columns() {
    return columns;
  }

  /** All columns but keys and ignored ones. */
  List<ColumnSummary> used() {
    return columns.stream()
        .filter(c -> c.field().role() != Role.KEY && c.field().role() != Role.IGNORED)
        .toList();
  }

  List<ColumnSummary> features() {
    return columns.stream().filter(c -> c.field().role() == Role.FEATURE).toList();
  }

  Optional<TargetView> target() {
    return target;
  }

  Associations associations() {
    return associations;
  }

  MissingTogether missing() {
    return missing;
  }

  /** When the rows happened, if the schema says so. */
  Optional<TimeCoverage> time() {
    return time;
  }

  /** The column of the event time. */
  Optional<ColumnSummary> eventTime() {
    return columns.stream().filter(c -> c.field().role() == Role.EVENT_TIME).findFirst();
  }

  /** Rows equal to an earlier one in all but keys and ignored columns. */
  long twins() {
    return twins;
  }

  /** What a measure of a compared feature and the target came to. */
  OptionalDouble withTarget(String feature, AssociationMeasure measure) {
    return pair(feature).map(p -> p.value(measure).number()).orElse(OptionalDouble.empty());
  }

  /** The strength of the pair of a feature and the target. */
  OptionalDouble strength(String feature) {
    return pair(feature).map(Association::strength).orElse(OptionalDouble.empty());
  }

  private Optional<Association> pair(String feature) {
    List<String> compared = associations.fields();
    return target
        .map(TargetView::name)
        .filter(t -> !t.equals(feature) && compared.contains(t) && compared.contains(feature))
        .map(t -> associations.between(t, feature));
  }

  /** About how many bytes the table takes. */
  long bytes() {
    long bytes = 0;
    for (ColumnSummary each : columns) {
      Column column = each.column();
      bytes += column.missingCount() > 0 ? column.size() / 8 : 0;
      bytes +=
          switch (each.field().type()) {
            case NUMERIC, INTEGER, DATE, TIMESTAMP -> 8L * column.size();
            case BOOLEAN -> column.size() / 8;
            case CATEGORICAL -> 4L * column.size() + words((CategoricalColumn) column);
            case TEXT -> text(column);
          };
    }
    return bytes;
  }

  /** An object with its string takes about 48 bytes beside its characters. */
  private static long words(CategoricalColumn column) {
    return column.dictionary().stream().mapToLong(w -> 48L + w.length()).sum();
  }

  private static long text(Column column) {
    long bytes = 0;
    for (int i = 0; i < column.size(); i++) {
      bytes += column.isMissing(i) ? 4 : 52L + column.string(i).length();
    }
    return bytes;
  }

  long count(FieldType... types) {
    return features().stream().filter(c -> List.of(types).contains(c.field().type())).count();
  }
}
