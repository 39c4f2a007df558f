/**
 * Features from history: lags, differences, rolling, expanding and exponentially weighted
 * statistics, time since an event, last known values and holidays, per entity and by event time.
 *
 * <p>Entry: {@link io.millwright.features.window.WindowSpec}, with the features of {@link
 * io.millwright.features.window.Windows}. One definition widens a table and a stream of live rows,
 * with the same bits:
 *
 * <pre>{@code
 * WindowSpec windows = WindowSpec.over(schema).perEntity("customerId")
 *     .add(lag("amount", 1), rolling("amount", Duration.ofDays(7)).mean(), sinceLast("amount"))
 *     .build();
 * Table widened = windows.apply(table);
 * FeatureSpec features = FeatureSpec.over(windows.schema()).add(raw("amount_7d_mean")).build();
 * }</pre>
 *
 * <p>It joins no second table, keeps no store and does not run on several machines; a stream keeps
 * in memory what the windows need, per entity.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.features.window;
