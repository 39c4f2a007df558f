/**
 * Intervals of confidence: from resampling for any number of rows, from formulas for shares and for
 * the area under a ROC curve.
 *
 * <p>Entry: {@link io.millwright.eval.interval.Bootstrap}. The same seed gives the same bits at any
 * number of threads.
 *
 * <pre>{@code
 * Estimate auc = DeLong.of(targets, scores).logit(0.95);
 * Estimate share = ProportionInterval.WILSON.of(47, 50, 0.95);
 * Resampling patients = Resampling.ofGroups(weights, patientOf);
 * Estimate any =
 *     Bootstrap.of(Seed.of(1)).withMethod(BCA).estimates(patients, List.of(statistic)).get(0);
 * }</pre>
 *
 * <p>It does not decide whether one model is better than another: see {@code
 * io.millwright.eval.significance}. It knows no prediction intervals of single rows.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.interval;
