package io.millwright.store.online;

import io.millwright.schema.FieldType;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import org.jspecify.annotations.Nullable;

/** One row as it is kept: immutable, flat. */
final class StoredRow {

  private static final int WORD = 64;

  private final long event;
  private final long known;
  private final long sequence;
  private final long[] bits;
  private final long[] missing;
  private final @Nullable String[] strings;

  StoredRow(Row row, FieldType[] types, long event, long known, long sequence) {
    this.event = event;
    this.known = known;
    this.sequence = sequence;
    this.bits = new long[types.length];
    this.missing = new long[(types.length + WORD - 1) / WORD];
    this.strings = new @Nullable String[types.length];
    for (int f = 0; f < types.length; f++) {
      if (row.isMissing(f)) {
        missing[f / WORD] |= 1L << f % WORD;
      } else if (types[f].isString()) {
        strings[f] = row.string(f);
      } else {
        bits[f] =
            types[f] == FieldType.NUMERIC
                ? Double.doubleToRawLongBits(row.number(f))
                : row.integer(f);
      }
    }
  }

  long event() {
    return event;
  }

  /** The later of two rows of an entity. */
  StoredRow orLater(StoredRow other) {
    int order = Long.compare(event, other.event);
    if (order == 0) {
      order = Long.compare(known, other.known);
    }
    if (order == 0) {
      order = Long.compare(sequence, other.sequence);
    }
    return order > 0 ? this : other;
  }

  /** Sets every field that has a value; the buffer has none yet. */
  void copyTo(RowBuffer into, FieldType[] types) {
    for (int f = 0; f < types.length; f++) {
      if ((missing[f / WORD] >>> f % WORD & 1) == 0) {
        String string = strings[f];
        if (string != null) {
          into.setString(f, string);
        } else if (types[f] == FieldType.NUMERIC) {
          into.setNumber(f, Double.longBitsToDouble(bits[f]));
        } else {
          into.setInteger(f, bits[f]);
        }
      }
    }
  }
}
