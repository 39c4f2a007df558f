/**
 * Intervals of confidence from resampling.
 *
 * <p>Entry: {@link io.millwright.eval.interval.Bootstrap}. The same seed gives the same bits at any
 * number of threads.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.interval;
