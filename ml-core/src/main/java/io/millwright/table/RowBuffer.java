package io.millwright.table;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.util.Arrays;

/**
 * A reusable row that is filled field by field: what a record, a request or a parsed line is read
 * into before it is scored.
 *
 * <p>Starts with every field missing. Not thread-safe: one per thread.
 */
public final class RowBuffer implements Row {

  private final Schema schema;
  private final FieldType[] types;
  private final boolean[] present;
  private final double[] numbers;
  private final long[] longs;
  private final String[] strings;

  /** A buffer of the schema with every field missing. */
  public RowBuffer(Schema schema) {
    int n = schema.fields().size();
    this.schema = schema;
    this.types = schema.fields().stream().map(f -> f.type()).toArray(FieldType[]::new);
    this.present = new boolean[n];
    this.numbers = new double[n];
    this.longs = new long[n];
    this.strings = new String[n];
    clear();
  }

  /** Makes every field missing. */
  public void clear() {
    Arrays.fill(present, false);
    Arrays.fill(numbers, Double.NaN);
    Arrays.fill(longs, 0);
    Arrays.fill(strings, "");
  }

  /** Makes the field missing. */
  public void setMissing(int field) {
    present[field] = false;
    numbers[field] = Double.NaN;
    longs[field] = 0;
    strings[field] = "";
  }

  /** Sets a NUMERIC field. */
  public void setNumber(int field, double value) {
    check(field, types[field] == FieldType.NUMERIC, "setNumber");
    present[field] = true;
    numbers[field] = value;
  }

  /**
   * Sets an INTEGER or BOOLEAN (0 or 1) field, a DATE by epoch day or a TIMESTAMP by epoch
   * nanosecond.
   */
  public void setInteger(int field, long value) {
    FieldType type = types[field];
    check(
        field,
        type == FieldType.INTEGER || type == FieldType.BOOLEAN || type.isTime(),
        "setInteger");
    present[field] = true;
    longs[field] = value;
    numbers[field] = value;
  }

  /** Sets a CATEGORICAL or TEXT field. */
  public void setString(int field, String value) {
    check(field, types[field].isString(), "setString");
    present[field] = true;
    strings[field] = value;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean isMissing(int field) {
    return !present[field];
  }

  @Override
  public double number(int field) {
    check(field, types[field].isNumber(), "number");
    return numbers[field];
  }

  @Override
  public long integer(int field) {
    check(field, types[field] != FieldType.NUMERIC && !types[field].isString(), "integer");
    return longs[field];
  }

  @Override
  public String string(int field) {
    check(field, types[field].isString(), "string");
    return strings[field];
  }

  private void check(int field, boolean suited, String method) {
    if (!suited) {
      throw new IllegalStateException(
          "Field '"
              + schema.fields().get(field).name()
              + "' must suit "
              + method
              + "; was "
              + types[field]
              + ".");
    }
  }
}
