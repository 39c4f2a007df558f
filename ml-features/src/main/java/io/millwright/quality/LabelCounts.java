package io.millwright.quality;

import io.millwright.schema.Label;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The label of a stream of rows: classes with their rows, or whether a real one varies. */
final class LabelCounts {

  private final Optional<Label> label;
  private final Map<String, Long> classes = new HashMap<>();
  private final Variation real = new Variation();
  private long unusable;

  LabelCounts(Schema schema) {
    label = schema.label().filter(l -> schema.find(l.field()).isPresent());
  }

  void add(Table chunk) {
    label.ifPresent(
        l -> {
          Column column = chunk.column(l.field());
          int ignored =
              l.<Integer>match(
                  b -> classes(column, b.positive()),
                  m -> classes(column, null),
                  r -> reals(column));
          unusable += ignored;
        });
  }

  private int classes(Column column, @Nullable String positive) {
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        classes.merge(LabelFacts.className(column, row, positive), 1L, Long::sum);
      }
    }
    return column.missingCount();
  }

  private int reals(Column column) {
    int bad = 0;
    for (int row = 0; row < column.size(); row++) {
      double value = column.isMissing(row) ? Double.NaN : column.number(row);
      if (Double.isFinite(value)) {
        real.see(value + 0.0);
      } else {
        bad++;
      }
    }
    return bad;
  }

  void merge(LabelCounts other) {
    unusable += other.unusable;
    other.classes.forEach((name, rows) -> classes.merge(name, rows, Long::sum));
    real.merge(other.real);
  }

  LabelFacts facts(Table sample, long rows) {
    boolean ofClasses =
        label.map(l -> l.<Boolean>match(b -> true, m -> true, r -> false)).orElse(false);
    long smallest = classes.values().stream().mapToLong(Long::longValue).min().orElse(0);
    int distinct = ofClasses ? classes.size() : real.upToTwo();
    LabelFacts facts = LabelFacts.of(sample);
    return label.isEmpty()
        ? facts
        : facts.within(new LabelFacts.Totals(rows, unusable, distinct, smallest), ofClasses);
  }
}
