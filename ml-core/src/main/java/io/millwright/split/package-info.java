/**
 * Typed halves of a table: what may be learnt from, and what may only be judged on.
 *
 * <p>Entry: {@link io.millwright.split.Splitter} for one cut, {@link
 * io.millwright.split.CrossValidation} for folds. A {@link io.millwright.split.TrainingSet} is the
 * only thing that can be fitted on; a {@link io.millwright.split.HoldoutSet} the only thing that
 * can be evaluated on.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.split;
