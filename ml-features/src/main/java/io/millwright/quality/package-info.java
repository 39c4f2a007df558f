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
 * <p>It changes no data and finds no leakage.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.quality;
