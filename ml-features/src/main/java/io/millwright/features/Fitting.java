package io.millwright.features;

import io.millwright.Seed;
import io.millwright.model.Targets;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The training rows while a plan is fitted on them, and the faults found so far. */
final class Fitting {

  private final Table table;
  private final Seed seed;
  private final boolean trainingRows;
  private final Set<String> faults = new LinkedHashSet<>();
  private final IdentityHashMap<Op, Supplier<double[]>> outOfFold = new IdentityHashMap<>();
  private @Nullable Targets targets;

  /**
   * @param trainingRows whether the training rows' own numbers will be asked for
   */
  Fitting(TrainingSet train, Seed seed, boolean trainingRows) {
    this.trainingRows = trainingRows;
    this.table = train.table();
    this.seed = seed;
  }

  /** For the draws of one step, told apart by its name. */
  Seed seed(String step) {
    return seed.derive(step);
  }

  /**
   * The labels as numbers.
   *
   * @throws IllegalArgumentException if there is none, or one is missing
   */
  Targets targets() {
    Targets known = targets == null ? Targets.of(table) : targets;
    targets = trainingRows ? known : null; // asked for once or twice where only fitting is wanted
    return known;
  }

  /**
   * What the training rows get in place of {@link Op#apply}, which would tell them their own label.
   *
   * @param values made only when they are asked for: row after row, {@code op.features().size()}
   *     numbers each
   */
  void outOfFold(Op op, Supplier<double[]> values) {
    if (trainingRows) {
      outOfFold.put(op, values); // holds on to the labels' statistics until it is asked
    }
  }

  /** Null for an op that learnt nothing from the label. */
  double @Nullable [] outOfFold(Op op) {
    Supplier<double[]> values = outOfFold.get(op);
    return values == null ? null : values.get();
  }

  Table table() {
    return table;
  }

  Schema schema() {
    return table.schema();
  }

  void fault(String fault) {
    faults.add(fault);
  }

  List<String> faults() {
    return new ArrayList<>(faults);
  }

  /** The number of every row, NaN where missing; null after reporting the rows that are refused. */
  double @Nullable [] read(NumberReader reader) {
    double[] values = new double[table.rowCount()];
    Map<String, Integer> refused = new TreeMap<>();
    TableCursor cursor = table.cursor();
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = reader.read(cursor.moveTo(i));
      } catch (InvalidRowException e) {
        refused.merge("Field '" + e.field() + "' " + e.reason(), 1, Integer::sum);
      }
    }
    refused.forEach(
        (reason, count) ->
            fault(
                reason
                    + " in "
                    + count
                    + " of "
                    + values.length
                    + " rows. Clean them, or give the transform a policy: clip(…) or nonFiniteAsMissing()."));
    return refused.isEmpty() ? values : null;
  }

  /** The weight of every row, of the schema's weight field. */
  double[] weights() {
    int field = schema().indexOf(schema().only(Role.WEIGHT).orElseThrow().name());
    double[] weights = new double[table.rowCount()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = table.columns().get(field).number(i);
    }
    return weights;
  }
}
