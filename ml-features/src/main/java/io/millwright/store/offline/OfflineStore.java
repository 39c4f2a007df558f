package io.millwright.store.offline;

import io.millwright.store.FeatureView;
import io.millwright.table.Table;

/**
 * History of feature views, in the order in which rows were appended.
 *
 * <p>Implementations are thread-safe and keep what {@link #append} returned from.
 */
public interface OfflineStore {

  /**
   * Adds rows, all or none; when this returns they survive a crash.
   *
   * @param view one name has one schema for ever
   * @param rows of the view's schema; corrections come as rows with a later known time
   * @throws io.millwright.store.StoreException {@code view-changed} if the table or what is stored
   *     is of another schema; {@code too-large}
   */
  void append(FeatureView view, Table rows);

  /**
   * All rows of the view, in the order of their appending; none if nothing was appended.
   *
   * @throws io.millwright.store.StoreException {@code damaged-file} if what is stored cannot be
   *     trusted, {@code view-changed} if it is of another schema
   */
  Table read(FeatureView view);
}
