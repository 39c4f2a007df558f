/**
 * Live values of feature views: the latest row of each entity, durable and quick to read.
 *
 * <p>Entry: {@link io.millwright.store.online.OnlineStore}, embedded as {@link
 * io.millwright.store.online.LocalOnlineStore} and filled from history by {@link
 * io.millwright.store.online.Materializer}.
 *
 * <pre>{@code
 * try (OnlineStore online = LocalOnlineStore.open(Path.of("online"), clock)) {
 *   Materializer.from(history).materialize(spending, clock.instant(), online);
 *   OnlineRow row = OnlineRow.of(spending);
 *   ServedState state = online.get("c1", row);
 * }
 * }</pre>
 *
 * <p>It keeps one row an entity and no history, deletes nothing, and is no server: one process
 * opens a directory at a time.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.store.online;
