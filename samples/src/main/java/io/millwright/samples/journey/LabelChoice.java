package io.millwright.samples.journey;

import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides what kind of question a target column asks, and says why. */
record LabelChoice(Label label, String why) {

  private static final int MOST_CLASSES = 200;
  private static final int MOST_INTEGER_CLASSES = 20;
  private static final Set<String> AFFIRMATIVE = Set.of("true", "yes", "y", "1", "t", "positive");

  /**
   * The label for the column.
   *
   * @throws IllegalArgumentException if it cannot be a target; says why
   */
  static LabelChoice of(Table table, String target, Optional<String> positive) {
    Column column = table.column(target);
    FieldType type = column.type();
    if (type.isTime() || type == FieldType.TEXT) {
      throw new IllegalArgumentException(
          "Target '"
              + target
              + "' must be a category, a truth value or a number; was "
              + type
              + ". Choose another --target.");
    }
    if (type == FieldType.NUMERIC) {
      return real(target, positive, "it is a number with fractions");
    }
    Map<String, Integer> counts = counts(column);
    if (counts.size() < 2) {
      throw new IllegalArgumentException(
          "Target '"
              + target
              + "' must have at least two different values; has "
              + counts.size()
              + " in "
              + table.rowCount()
              + " rows. There is nothing to learn.");
    }
    if (counts.size() == 2) {
      String yes = positive.map(p -> known(p, counts, target)).orElseGet(() -> positiveOf(counts));
      return new LabelChoice(
          new Label.Binary(target, yes), "it has two values; '" + yes + "' counts as yes");
    }
    if (positive.isPresent()) {
      String yes = known(positive.get(), counts, target);
      return new LabelChoice(
          new Label.Binary(target, yes),
          "'" + yes + "' counts as yes and every other value as no, as asked");
    }
    if (type == FieldType.INTEGER
        && (counts.size() > MOST_INTEGER_CLASSES || counts.size() * 10L > table.rowCount())) {
      return real(
          target, positive, "it is a whole number with " + counts.size() + " different values");
    }
    if (counts.size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "Target '"
              + target
              + "' must have at most "
              + MOST_CLASSES
              + " classes; has "
              + counts.size()
              + ". Group them, or name one with --positive.");
    }
    return new LabelChoice(new Label.Multiclass(target), "it has " + counts.size() + " classes");
  }

  private static LabelChoice real(String target, Optional<String> positive, String why) {
    if (positive.isPresent()) {
      throw new IllegalArgumentException(
          "Argument --positive must go with a target of classes; '"
              + target
              + "' is a number to be estimated.");
    }
    return new LabelChoice(new Label.Real(target), why);
  }

  private static Map<String, Integer> counts(Column column) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < column.size(); i++) {
      counts.merge(text(column, i), 1, Integer::sum);
    }
    return counts;
  }

  private static String text(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL -> column.string(row);
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      default -> Long.toString(column.integer(row));
    };
  }

  private static String known(String positive, Map<String, Integer> counts, String target) {
    if (!counts.containsKey(positive)) {
      throw new IllegalArgumentException(
          "Argument --positive must be a value of '"
              + target
              + "'; is none of its "
              + counts.size()
              + " values.");
    }
    return positive;
  }

  private static String positiveOf(Map<String, Integer> counts) {
    List<String> values = List.copyOf(counts.keySet());
    for (String value : values) {
      if (AFFIRMATIVE.contains(value.toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    return Collections.min(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }
}
