package io.millwright.store.replay;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Computes served vectors again from history and compares them field by field, bit for bit.
 *
 * <p>Numbers are equal when their bits are, any NaN to any other; strings when their characters
 * are; missing only to missing. Immutable; runs on the calling thread.
 */
public final class SkewReplay {

  private static final int FIRST = 10;

  private final ServedVectors served;
  private final UnaryOperator<Table> recompute;

  private SkewReplay(ServedVectors served, UnaryOperator<Table> recompute) {
    this.served = served;
    this.recompute = recompute;
  }

  /**
   * A replay.
   *
   * @param recompute gives, for the keys and times of the served vectors, the table that history
   *     says: the same rows in the same order, with every served feature by its name
   */
  public static SkewReplay of(ServedVectors served, UnaryOperator<Table> recompute) {
    return new SkewReplay(served, recompute);
  }

  /**
   * Computes and compares.
   *
   * @throws SchemaMismatchException if what was computed has other rows, or lacks a served feature
   *     or its type; lists all faults
   */
  public SkewReport run() {
    Table again = recompute.apply(served.queries());
    List<Field> features = served.rows().schema().features();
    check(again, features);
    List<FieldSkew> fields = new ArrayList<>();
    for (Field field : features) {
      Column then = served.rows().column(field.name());
      fields.add(new Comparison(field, then, again.column(field.name())).result());
    }
    return new SkewReport(served.plan(), served.rows().rowCount(), fields);
  }

  private void check(Table again, List<Field> features) {
    List<String> faults = new ArrayList<>();
    if (again.rowCount() != served.rows().rowCount()) {
      faults.add(
          "Rows must be those of the "
              + served.rows().rowCount()
              + " served vectors; were "
              + again.rowCount()
              + ".");
    } else {
      checkQueries(again, faults);
    }
    for (Field field : features) {
      Schema schema = again.schema();
      if (schema.find(field.name()).isEmpty()
          || schema.field(field.name()).type() != field.type()) {
        faults.add(
            "Feature '" + field.name() + "' must be there as " + field.type() + "; was not.");
      }
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Recomputed table", faults);
    }
  }

  /** A recomputation that sorts its rows would compare each vector with another's. */
  private void checkQueries(Table again, List<String> faults) {
    Table queries = served.queries();
    for (Field field : queries.schema().fields()) {
      if (again.schema().find(field.name()).isPresent()
          && !again.column(field.name()).equals(queries.column(field.name()))) {
        faults.add(
            "Rows must be in the order of the served vectors; field '"
                + field.name()
                + "' says otherwise.");
      }
    }
  }

  /** One field, row by row. */
  private static final class Comparison {

    private final Field field;
    private final List<Integer> first = new ArrayList<>();
    private long equal;
    private long different;
    private long onlyServed;
    private long onlyRecomputed;
    private double maxDifference;
    private long maxUlps;

    Comparison(Field field, Column served, Column again) {
      this.field = field;
      for (int row = 0; row < served.size(); row++) {
        if (!agree(served, again, row) && first.size() < FIRST) {
          first.add(row);
        }
      }
    }

    private boolean agree(Column served, Column again, int row) {
      if (served.isMissing(row) != again.isMissing(row)) {
        onlyServed += again.isMissing(row) ? 1 : 0;
        onlyRecomputed += served.isMissing(row) ? 1 : 0;
        return false;
      }
      boolean same = served.isMissing(row) || sameValue(served, again, row);
      equal += same ? 1 : 0;
      different += same ? 0 : 1;
      return same;
    }

    private boolean sameValue(Column served, Column again, int row) {
      if (field.type().isString()) {
        return served.string(row).equals(again.string(row));
      }
      if (field.type() != FieldType.NUMERIC) {
        return served.integer(row) == again.integer(row);
      }
      double a = served.number(row);
      double b = again.number(row);
      if (Double.isFinite(a) && Double.isFinite(b)) {
        maxDifference = Math.max(maxDifference, Math.abs(a - b));
        maxUlps = Math.max(maxUlps, ulps(a, b));
      }
      return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    /** How many steps from one double to the next lie between; -0.0 and 0.0 are one step apart. */
    private static long ulps(double a, double b) {
      long low = Math.min(rank(a), rank(b));
      long steps = Math.max(rank(a), rank(b)) - low;
      return steps < 0 ? Long.MAX_VALUE : steps;
    }

    /**
     * The doubles in order as whole numbers without a gap; finite ones differ by less than 2^64.
     */
    private static long rank(double value) {
      long bits = Double.doubleToLongBits(value);
      return bits < 0 ? Long.MIN_VALUE - bits - 1 : bits;
    }

    FieldSkew result() {
      return new FieldSkew(
          field.name(),
          equal,
          different,
          onlyServed,
          onlyRecomputed,
          first,
          maxDifference,
          maxUlps);
    }
  }
}
