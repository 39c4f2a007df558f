/**
 * Watching a served model against the profile of its training rows.
 *
 * <p>Entry: {@link io.millwright.monitor.DriftMonitor}. It counts live rows and predictions and
 * says for each field whether it is stable, moving or has drifted, and why. It needs no labels, so
 * it cannot say whether the model got worse.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.monitor;
