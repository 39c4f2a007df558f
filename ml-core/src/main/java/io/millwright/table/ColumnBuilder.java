package io.millwright.table;

import io.millwright.schema.FieldType;
import java.util.Arrays;
import java.util.BitSet;

/** Grows one column value by value. Not thread-safe; {@link #build()} once. */
final class ColumnBuilder {

  private final FieldType type;
  private final BitSet missing = new BitSet();
  private final BitSet trues = new BitSet();
  private final WordTable words = new WordTable();
  private double[] doubles = {};
  private long[] longs = {};
  private int[] codes = {};
  private String[] strings = {};
  private int size;

  ColumnBuilder(FieldType type) {
    this.type = type;
  }

  int size() {
    return size;
  }

  void addMissing() {
    missing.set(size);
    switch (type) {
      case NUMERIC -> putNumber(Double.NaN);
      case INTEGER, DATE, TIMESTAMP -> putLong(0);
      case BOOLEAN -> size++;
      case CATEGORICAL -> putCode(CategoricalColumn.MISSING);
      case TEXT -> putText("");
    }
  }

  /** A NUMERIC value. */
  void addNumber(double value) {
    putNumber(value);
  }

  /** An INTEGER, DATE, TIMESTAMP or BOOLEAN (0 or 1) value. */
  void addInteger(long value) {
    if (type == FieldType.BOOLEAN) {
      trues.set(size++, value != 0);
    } else {
      putLong(value);
    }
  }

  /** A CATEGORICAL or TEXT value. */
  void addString(String value) {
    if (type == FieldType.TEXT) {
      putText(value);
      return;
    }
    putCode(words.position(value));
  }

  /** A CATEGORICAL or TEXT value in a buffer. */
  void addString(char[] text, int offset, int length) {
    if (type == FieldType.TEXT) {
      putText(new String(text, offset, length));
    } else {
      putCode(words.position(text, offset, length));
    }
  }

  /** The same value as in a field of a row. */
  void addFrom(Row row, int field) {
    if (row.isMissing(field)) {
      addMissing();
    } else {
      switch (type) {
        case NUMERIC -> addNumber(row.number(field));
        case INTEGER, BOOLEAN, DATE, TIMESTAMP -> addInteger(row.integer(field));
        case CATEGORICAL, TEXT -> addString(row.string(field));
      }
    }
  }

  Column build() {
    return switch (type) {
      case NUMERIC -> NumericColumn.wrap(Arrays.copyOf(doubles, size), missing);
      case INTEGER, DATE, TIMESTAMP -> LongColumn.wrap(type, Arrays.copyOf(longs, size), missing);
      case BOOLEAN -> BooleanColumn.of(size, trues, missing);
      case CATEGORICAL -> CategoricalColumn.wrap(Arrays.copyOf(codes, size), words.words());
      case TEXT -> TextColumn.wrap(Arrays.copyOf(strings, size), missing);
    };
  }

  private void putNumber(double value) {
    if (size == doubles.length) {
      doubles = Arrays.copyOf(doubles, grown());
    }
    doubles[size++] = value;
  }

  private void putLong(long value) {
    if (size == longs.length) {
      longs = Arrays.copyOf(longs, grown());
    }
    longs[size++] = value;
  }

  private void putCode(int value) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, grown());
    }
    codes[size++] = value;
  }

  private void putText(String value) {
    if (size == strings.length) {
      strings = Arrays.copyOf(strings, grown());
    }
    strings[size++] = value;
  }

  private int grown() {
    return Math.max(64, Math.addExact(size, size >> 1));
  }
}
