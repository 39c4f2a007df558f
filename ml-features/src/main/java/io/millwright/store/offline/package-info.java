/**
 * History of feature views: rows that are only ever added.
 *
 * <p>Entry: {@link io.millwright.store.offline.OfflineStore}, embedded as {@link
 * io.millwright.store.offline.LocalOfflineStore}.
 *
 * <pre>{@code
 * OfflineStore history = LocalOfflineStore.at(Path.of("features"));
 * history.append(spending, todaysRows);
 * Table training = PointInTime.join(decisions).with(spending, history.read(spending)).table();
 * }</pre>
 *
 * <p>It deletes and changes nothing: a correction is a row with a later known time. It reads all
 * rows of a view into memory and filters none.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.store.offline;
