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
 * <p>What learns from the label gives training rows out-of-fold values ({@link
 * io.millwright.features.FeatureSpec#fitTransform}). What needs a row's history is in {@link
 * io.millwright.features.window}. It splits nothing and trains no model.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.features;
