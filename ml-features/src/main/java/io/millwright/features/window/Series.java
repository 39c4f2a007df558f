package io.millwright.features.window;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of one entity under one rule of visibility: rows that wait, rows that windows may
 * need, and running states. Not thread-safe.
 */
final class Series {

  /** The time of nothing yet; no row has it. */
  static final long NEVER = Long.MIN_VALUE;

  private final SeriesPlan plan;
  private final List<Running> running;
  private final int[] ringNumbers;
  private final int[] ringTexts;
  private final boolean keepsRows;
  private final MovingMedian[] medians;
  private final int[] medianLanes;
  final Ring ring;
  final Pending pending;
  final Moments[] totals;
  final double[] numbers;
  final long[] times;
  final @Nullable String[] texts;
  long newest = NEVER;

  Series(SeriesPlan plan) {
    this.plan = plan;
    this.running = plan.running();
    this.ringNumbers = plan.ringNumberLanes();
    this.ringTexts = plan.ringTextLanes();
    this.keepsRows = plan.keepsRows();
    this.medianLanes = plan.medianLanes().stream().mapToInt(Integer::intValue).toArray();
    this.medians = new MovingMedian[medianLanes.length];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = new MovingMedian();
    }
    this.ring = new Ring(plan);
    this.pending = new Pending(plan);
    this.totals = plan.totalSpreads().stream().map(Moments::new).toArray(Moments[]::new);
    this.numbers = plan.newNumbers();
    this.times = plan.newTimes();
    this.texts = plan.newTexts();
  }

  SeriesPlan.Key key() {
    return plan.key();
  }

  MovingMedian median(int at) {
    return medians[at];
  }

  /** Lets the rows be seen that may be at this moment. */
  void advance(long now, Cells scratch) {
    while (pending.size() > 0 && isVisible(pending.firstTime(), now)) {
      pending.poll(scratch);
      commit(scratch);
    }
  }

  /** Whether a row of that time may be seen at this moment. */
  private boolean isVisible(long time, long now) {
    long delay = plan.key().delay();
    return delay == 0 ? time < now : time <= Span.minus(now, delay);
  }

  /** Whether no row is seen that may not be seen at that moment. */
  boolean canAnswer(long moment) {
    return newest == NEVER
        || (plan.key().inclusive() ? newest <= moment : isVisible(newest, moment));
  }

  /** Takes a row that was observed, if it belongs here. */
  void accept(Cells row) {
    if (plan.key().inclusive()) {
      commit(row);
    } else if (plan.key().admits(row)) {
      pending.add(row);
    }
  }

  private void commit(Cells row) {
    newest = row.time;
    for (Running state : running) {
      state.take(this, row);
    }
    if (keepsRows) {
      put(row);
      trim(row.time);
    }
  }

  /** Puts a row into the ring. */
  void put(Cells row) {
    long position = ring.append(row.time);
    for (int i = 0; i < ringNumbers.length; i++) {
      ring.numbers(i).append(position, row.numbers[ringNumbers[i]]);
    }
    for (int i = 0; i < ringTexts.length; i++) {
      ring.putText(i, position, row.texts[ringTexts[i]]);
    }
  }

  private void trim(long now) {
    while (ring.next() - ring.first() > 1
        && plan.outlived(ring.next() - ring.first(), ring.time(ring.first() + 1), now)) {
      for (int i = 0; i < medians.length; i++) {
        medians[i].forget(ring.numbers(medianLanes[i]), ring.first() + 1);
      }
      ring.dropFirst();
    }
  }
}
