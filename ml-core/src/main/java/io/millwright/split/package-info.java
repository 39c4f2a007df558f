/**
 * Typed halves of a table: what may be learnt from, and what may only be judged on.
 *
 * <p>Entry: {@link io.millwright.split.Splitter} for one cut, {@link
 * io.millwright.split.ThreeWaySplit} for three parts, {@link io.millwright.split.CrossValidation}
 * for folds. A {@link io.millwright.split.TrainingSet} is the only thing that can be fitted on; a
 * {@link io.millwright.split.HoldoutSet} the only thing that can be evaluated on.
 *
 * <pre>{@code
 * Split split = Splitter.latest("decidedAt", 0.2).gap(Duration.ofDays(30)).split(loans);
 * Folds folds = CrossValidation.grouped("customerId", 5).seeded(Seed.of(42));
 * for (Split inner : folds.split(split.train())) {
 *   choose(inner.train(), inner.test());
 * }
 * }</pre>
 *
 * <p>Splitters and {@link io.millwright.split.Folds} are values that whatever needs folds inherits.
 * They do not choose the kind of split, weight rows, or change any row.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.split;
