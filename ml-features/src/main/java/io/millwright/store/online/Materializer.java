package io.millwright.store.online;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.store.FeatureView;
import io.millwright.store.internal.EntityCodes;
import io.millwright.store.internal.EpochNanos;
import io.millwright.store.offline.OfflineStore;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Brings an online store up to what history says.
 *
 * <p>For every entity the latest row with {@code event ≤ until} and {@code known ≤ until} is put,
 * in batches that are each acknowledged by the store. The watermark is noted after the last batch,
 * so that a run that was cut off is simply run again: writing the same rows twice changes nothing.
 * A later run puts only entities that have a row which is new in history, however far back in time,
 * or whose time has come since. History must only grow at its end. Immutable and thread-safe; two
 * runs at once do work twice and no harm.
 */
public final class Materializer {

  /** Rows a batch, when nothing else is said. */
  public static final int BATCH_ROWS = 4_096;

  private final OfflineStore history;
  private final int batchRows;
  private final Progress progress;

  private Materializer(OfflineStore history, int batchRows, Progress progress) {
    this.history = history;
    this.batchRows = batchRows;
    this.progress = progress;
  }

  /** A materialisation of that history. */
  public static Materializer from(OfflineStore history) {
    return new Materializer(history, BATCH_ROWS, Progress.SILENT);
  }

  /** The same with so many rows in a batch, at least 1. */
  public Materializer withBatchRows(int rows) {
    return new Materializer(history, Require.atLeast("rows", rows, 1), progress);
  }

  /** The same telling how many rows were acknowledged, after every batch. */
  public Materializer withProgress(Progress listener) {
    return new Materializer(history, batchRows, listener);
  }

  /**
   * Puts what is new up to an instant.
   *
   * @param until not after the store's clock; one before the watermark counts as the watermark
   * @return how many rows were put
   */
  public long materialize(FeatureView view, Instant until, OnlineStore to) {
    Table rows = history.read(view);
    Optional<Watermark> before = to.watermark(view);
    Instant reached = before.map(Watermark::until).filter(until::isBefore).orElse(until);
    int[] latest = latest(view, rows, EpochNanos.of(reached), before);
    for (int from = 0; from < latest.length; from += batchRows) {
      int end = Math.min(from + batchRows, latest.length);
      to.put(view, rows.take(Arrays.copyOfRange(latest, from, end)));
      progress.update("materialising " + view.name(), end, latest.length);
    }
    Watermark after = new Watermark(reached, rows.rowCount());
    if (before.isEmpty() || !before.get().equals(after)) {
      to.mark(view, after);
    }
    return latest.length;
  }

  /** The latest new row of each entity that has one, in the order of entities. */
  private static int[] latest(
      FeatureView view, Table rows, long until, Optional<Watermark> before) {
    long reached = before.map(mark -> EpochNanos.of(mark.until())).orElse(Long.MIN_VALUE);
    long seen = before.map(Watermark::rows).orElse(0L);
    EntityCodes entities = EntityCodes.of(rows.column(view.entity()));
    Column event = rows.column(view.eventTime());
    Column known = rows.column(view.knownTime());
    int[] best = new int[entities.count()];
    Arrays.fill(best, -1);
    for (int row = 0; row < rows.rowCount(); row++) {
      long counts = Math.max(event.integer(row), known.integer(row));
      int entity = entities.codes()[row];
      if (counts <= until
          && (row >= seen || counts > reached)
          && (best[entity] < 0 || !isBefore(row, best[entity], event, known))) {
        best[entity] = row;
      }
    }
    return Arrays.stream(best).filter(row -> row >= 0).toArray();
  }

  private static boolean isBefore(int row, int other, Column event, Column known) {
    int order = Long.compare(event.integer(row), event.integer(other));
    return order != 0 ? order < 0 : known.integer(row) < known.integer(other);
  }
}
