/**
 * Distances between two samples or two sets of counts, and the tests that say whether a distance
 * may be chance.
 *
 * <p>Entries: {@link io.millwright.monitor.drift.Psi}, {@link
 * io.millwright.monitor.drift.KolmogorovSmirnov}, {@link io.millwright.monitor.drift.ChiSquare},
 * {@link io.millwright.monitor.drift.Divergence}, {@link
 * io.millwright.monitor.drift.SampleDistance}. Every function takes whole arrays; watching a served
 * model with frozen bins is {@code io.millwright.monitor.DriftMonitor}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.monitor.drift;
