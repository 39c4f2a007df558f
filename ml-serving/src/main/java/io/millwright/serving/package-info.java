/**
 * In-process predictors that keep promises to their callers: an answer within the deadline or a
 * clear fallback, and an orderly close.
 *
 * <p>Entry: {@link io.millwright.serving.ManagedPredictor}. It trains nothing and opens no port.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.serving;
