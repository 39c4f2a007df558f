package io.millwright.table;

import io.millwright.schema.FieldType;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings of a TEXT field. */
public final class TextColumn extends Column {

  private final String[] values;

  private TextColumn(String[] values, Validity validity) {
    super(FieldType.TEXT, values.length, validity);
    this.values = values;
  }

  /** A column of the strings; null has no value. */
  public static TextColumn of(List<@Nullable String> values) {
    String[] copy = new String[values.size()];
    BitSet missing = new BitSet(copy.length);
    for (int i = 0; i < copy.length; i++) {
      String value = values.get(i);
      if (value == null) {
        missing.set(i);
        copy[i] = "";
      } else {
        copy[i] = value;
      }
    }
    return new TextColumn(copy, Validity.missing(missing));
  }

  static TextColumn wrap(String[] values, BitSet missing) {
    return new TextColumn(values, Validity.missing(missing));
  }

  @Override
  public String string(int row) {
    return values[row];
  }

  @Override
  public TextColumn take(int[] rows) {
    String[] taken = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = values[rows[i]];
    }
    return new TextColumn(taken, validity().take(rows));
  }

  @Override
  boolean sameValue(int row, Column other, int otherRow) {
    return values[row].equals(other.string(otherRow));
  }
}
