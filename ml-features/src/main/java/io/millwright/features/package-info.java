/**
 * Feature plans: from a schema to a vector of numbers, learnt on training rows only and the same
 * for a table and a live record.
 *
 * <p>Entry: {@link io.millwright.features.FeatureSpec}, with the transforms of {@link
 * io.millwright.features.Transforms}:
 *
 * <pre>{@code
 * FeatureSpec spec = FeatureSpec.over(schema)
 *     .add(log1p("income").imputeMedian().missingIndicator(), oneHot("region").rareBelow(0.01))
 *     .build();
 * FittedFeatures fitted = spec.fit(split.train(), Seed.of(42));
 * }</pre>
 *
 * <p>It splits nothing and trains no model; target encoding and lags are not here yet.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.features;
