package io.millwright.eda;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to say of one column; holds counts and cut points, no rows. */
final class ColumnSummary {

  /** Rows from which a column of all different values is suspicious. */
  private static final int ENOUGH_FOR_ID = 50;

  private static final double ID_SHARE = 0.95;

  private final Field field;
  private final Column column;
  private final NumberShape numbers;
  private final Optional<Categories> categories;
  private final long distinct;
  private final long mostFrequent;

  private ColumnSummary(
      Field field,
      Column column,
      NumberShape numbers,
      Optional<Categories> categories,
      long distinct,
      long mostFrequent) {
    this.field = field;
    this.column = column;
    this.numbers = numbers;
    this.categories = categories;
    this.distinct = distinct;
    this.mostFrequent = mostFrequent;
  }

  static ColumnSummary of(Field field, Column column, Eda.Options options) {
    if (field.type() == FieldType.TEXT) {
      return new ColumnSummary(
          field, column, NumberShape.NONE, Optional.empty(), distinctTexts(column), 0);
    }
    if (ComparedColumn.isCategory(field.type())) {
      long[] rows = Categories.rows(column);
      long distinct = Arrays.stream(rows).filter(r -> r > 0).count();
      boolean shown =
          (field.role() == Role.FEATURE || field.role() == Role.LABEL)
              && distinct <= options.mostCategories();
      return new ColumnSummary(
          field,
          column,
          NumberShape.NONE,
          shown
              ? Optional.of(Categories.of(column, rows, options.topCategories()))
              : Optional.empty(),
          distinct,
          Arrays.stream(rows).max().orElse(0));
    }
    double[] sorted = Numbers.sorted(column);
    NumberShape shape = NumberShape.of(sorted, isWhole(field));
    return new ColumnSummary(
        field,
        column,
        shape,
        Optional.empty(),
        Cuts.distinct(sorted, sorted.length),
        longest(sorted));
  }

  private static boolean isWhole(Field field) {
    return field.type() == FieldType.INTEGER || field.type() == FieldType.DATE;
  }

  private static long distinctTexts(Column column) {
    Set<String> values = new HashSet<>();
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        values.add(column.string(i));
      }
    }
    return values.size();
  }

  private static long longest(double[] sorted) {
    long longest = 0;
    long run = 0;
    for (int i = 0; i < sorted.length; i++) {
      run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  Field field() {
    return field;
  }

  String name() {
    return field.name();
  }

  Column column() {
    return column;
  }

  NumberShape numbers() {
    return numbers;
  }

  /** The categories that may be shown; empty for other types, keys and too many categories. */
  Optional<Categories> categories() {
    return categories;
  }

  int missing() {
    return column.missingCount();
  }

  int present() {
    return column.size() - column.missingCount();
  }

  double missingShare() {
    return column.size() == 0 ? 0 : (double) missing() / column.size();
  }

  /** Different values, NaN and the infinities not counted. */
  long distinct() {
    return distinct;
  }

  boolean isConstant() {
    return distinct == 1 && nonFinite() == 0 && present() > 0;
  }

  /** Share of the most frequent value among those there are; 0 for text. */
  double mostFrequentShare() {
    return present() == 0 ? 0 : (double) mostFrequent / present();
  }

  /** NaN and infinities. */
  int nonFinite() {
    boolean number = field.type() != FieldType.TEXT && !ComparedColumn.isCategory(field.type());
    return number ? present() - numbers.finite() : 0;
  }

  /** Whether nearly every row has its own whole number or word. */
  boolean namesTheRows() {
    boolean kind = List.of(FieldType.INTEGER, FieldType.CATEGORICAL).contains(field.type());
    return kind && present() >= ENOUGH_FOR_ID && distinct >= ID_SHARE * present();
  }
}
