/**
 * Judging data before anything is learnt from it: six scores with their evidence, the faults found,
 * and a gate.
 *
 * <p>Entry: {@link io.millwright.quality.DataQuality}:
 *
 * <pre>{@code
 * QualityReport quality = DataQuality.assess(table);
 * Table usable = quality.orThrow();
 * }</pre>
 *
 * <p>{@link io.millwright.quality.DataQuality#start} does the same over a stream of tables, {@code
 * io.millwright.quality.expect} says what a table must be, {@link
 * io.millwright.quality.ColumnFindings} what is odd in one column. It changes no data and finds no
 * leakage.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.quality;
