/**
 * Joins over time: what was known about an entity at an instant.
 *
 * <p>Entry: {@link io.millwright.store.join.PointInTime}, which asks both when a row held and when
 * it became known, and is what training data is made with; {@link
 * io.millwright.store.join.AsOfJoin} is the plain neighbour in event time.
 *
 * <pre>{@code
 * Table training = PointInTime.join(decisions)
 *     .with(spending, spendingRows)
 *     .with(visits, visitRows)
 *     .table();
 * }</pre>
 *
 * <p>It aggregates nothing (see {@code store.window}) and holds all rows in memory.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.store.join;
