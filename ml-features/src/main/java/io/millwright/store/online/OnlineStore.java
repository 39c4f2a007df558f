package io.millwright.store.online;

import io.millwright.store.FeatureView;
import io.millwright.table.Table;
import java.util.Optional;

/**
 * The latest row of each entity, by view.
 *
 * <p>Latest is by event time, then by known time, then by order of writing, whatever the order in
 * which rows come: writing the same rows again changes nothing. Implementations are thread-safe and
 * keep what {@link #put} and {@link #mark} returned from.
 */
public interface OnlineStore extends AutoCloseable {

  /**
   * Reads the row of an entity. Age is counted from the event time to the store's clock.
   *
   * @param entity the key; a whole number in decimal
   * @param into of the view to read; filled anew
   * @return its state, as {@link OnlineRow#state()}
   * @throws io.millwright.store.StoreException {@code view-changed} if the view is stored under
   *     another schema; {@code store-closed}
   */
  ServedState get(String entity, OnlineRow into);

  /**
   * Writes rows, all or none; when this returns they survive a crash and are read.
   *
   * @param rows of the view's schema; none may have happened or become known after the store's
   *     clock
   * @throws io.millwright.store.StoreException {@code view-changed}, {@code time-order}, {@code
   *     too-large}, {@code store-failed}, {@code store-closed}
   */
  void put(FeatureView view, Table rows);

  /** Notes how much of the view's history was put; survives a crash when this returns. */
  void mark(FeatureView view, Watermark watermark);

  /** What was noted last. */
  Optional<Watermark> watermark(FeatureView view);

  /** How old the rows of a view are; O(entities). */
  ViewFreshness freshness(FeatureView view);

  /** Gives everything back; a second call does nothing. */
  @Override
  void close();
}
