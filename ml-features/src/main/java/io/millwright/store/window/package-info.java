/**
 * Aggregations over windows of events, defined once and computed alike for history and live.
 *
 * <p>Entry: {@link io.millwright.store.window.WindowFeatures}.
 *
 * <pre>{@code
 * WindowFeatures spending = WindowFeatures.over(purchases)
 *     .add("customer_purchases_7d_count", "amount")
 *     .add("customer_spent_30d_sum", "amount").build();
 * Table training = spending.at(decisions, history);
 * FeatureStream live = spending.stream();
 * }</pre>
 *
 * <p>Both run the same state, so that their bits are equal. It shifts no rows and fits nothing; a
 * stream lives in memory and is filled anew from history after a restart.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.store.window;
