package io.millwright.features.window;

import java.util.List;

/** The history of one entity. Not thread-safe. */
final class Entity {

  final Series[] series;

  /** The event time of the newest row observed. */
  long newest = Series.NEVER;

  Entity(List<SeriesPlan> plans) {
    series = plans.stream().map(Series::new).toArray(Series[]::new);
  }

  /** Moves on to a moment. */
  void advance(long now, Cells scratch) {
    for (Series one : series) {
      one.advance(now, scratch);
    }
  }

  /** Whether every row that windows see now may be seen at that moment. */
  boolean canAnswer(long moment) {
    for (Series one : series) {
      if (!one.canAnswer(moment)) {
        return false;
      }
    }
    return true;
  }

  /** Takes a row into every series. */
  void observe(Cells row, Cells scratch) {
    advance(row.time, scratch);
    newest = row.time;
    for (Series one : series) {
      one.accept(row);
    }
  }

  /** Takes what became known of a row. */
  void observeOutcome(Cells row) {
    for (Series one : series) {
      if (one.key().delay() > 0) {
        one.accept(row);
      }
    }
  }

  /** Rows held. */
  long rows() {
    long rows = 0;
    for (Series one : series) {
      rows += one.ring.next() - one.ring.first() + one.pending.size();
    }
    return rows;
  }
}
