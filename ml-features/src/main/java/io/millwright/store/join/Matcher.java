package io.millwright.store.join;

import io.millwright.store.FeatureView;
import io.millwright.store.internal.EntityCodes;
import io.millwright.store.internal.EpochNanos;
import io.millwright.table.Column;
import io.millwright.table.Table;

/** Answers the queries of one view. */
final class Matcher {

  private final EntityCodes entities;
  private final EventOrder order;
  private final LatestKnown known;
  private final long ttl;
  private int notYetKnown;
  private int expired;
  private int heldBack;

  Matcher(FeatureView view, Table rows) {
    entities = EntityCodes.of(rows.column(view.entity()));
    order = new EventOrder(entities, rows.column(view.eventTime()), rows.column(view.knownTime()));
    known = new LatestKnown(order.known());
    ttl = view.ttl().map(span -> EpochNanos.span("Time to live", span)).orElse(-1L);
  }

  PointInTimeMatch match(Column keys, Column times) {
    int[] codes = entities.codesOf(keys);
    int[] rows = new int[codes.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          codes[i] == EntityCodes.UNSEEN ? PointInTimeMatch.NONE : row(codes[i], times.integer(i));
    }
    return new PointInTimeMatch(rows, notYetKnown, expired, heldBack);
  }

  private int row(int entity, long time) {
    int end = order.firstAfter(entity, time);
    int start = order.start(entity);
    if (end == start) {
      return PointInTimeMatch.NONE;
    }
    int found = known.find(start, end, time);
    boolean lives = found >= 0 && isAlive(found, time);
    if (found < end - 1 && isAlive(end - 1, time)) {
      heldBack++;
    }
    if (found < 0) {
      notYetKnown++;
    } else if (!lives) {
      expired++;
    }
    return lives ? order.row(found) : PointInTimeMatch.NONE;
  }

  private boolean isAlive(int position, long time) {
    return ttl < 0 || order.event(position) >= EpochNanos.before(time, ttl);
  }
}
