/**
 * The words of the feature store: what a view of features is and what a feature is called.
 *
 * <p>Entry: {@link io.millwright.store.FeatureView}, a schema with one entity key, one event time
 * and the time at which each row became known:
 *
 * <pre>{@code
 * FeatureView spending = FeatureView.over("spending", schema)
 *     .knownTime("recordedAt").ttl(Duration.ofDays(30)).freshWithin(Duration.ofHours(1)).build();
 * Table training = PointInTime.join(decisions).with(spending, history).table();
 * }</pre>
 *
 * <p>Joins are in {@code store.join}, aggregations over windows in {@code store.window},
 * definitions with owner and versions in {@code store.registry}, files in {@code store.offline},
 * live values in {@code store.online}, the proof that both agree in {@code store.replay}. It runs
 * in one process on local files; it is no server and reads no other system.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.store;
