/**
 * From a training set to a model: pipelines of a feature plan and a trainer, trainers for linear
 * models, random forests and boosted trees, and baselines.
 *
 * <p>Entry: {@link io.millwright.train.Pipeline}. What it makes scores in plain Java; nothing of
 * Tribuo or XGBoost is needed to serve it. It evaluates nothing.
 *
 * <pre>{@code
 * TrainedPipeline<Binary> trained =
 *     Pipeline.of(plan, XGBoost.binary(o -> o.trees(300).depth(6))).fit(train, Seed.of(42));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.millwright.train;
