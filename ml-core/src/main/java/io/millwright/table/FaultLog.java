package io.millwright.table;

import java.util.ArrayList;
import java.util.List;

/** Counts faults and keeps the first ones. Not thread-safe. */
final class FaultLog {

  private final String source;
  private final List<CellFault> first = new ArrayList<>();
  private long count;

  FaultLog(String source) {
    this.source = source;
  }

  void add(long line, String column, String reason) {
    count++;
    if (first.size() < TableReadException.SHOWN) {
      first.add(new CellFault(line, column, reason));
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  void throwIfAny() {
    if (count > 0) {
      throw TableReadException.of(source, count, first);
    }
  }
}
