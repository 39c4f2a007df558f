/**
 * Judging a trained pipeline on rows it has not seen: every number an estimate with an interval,
 * compared with other pipelines on the same rows, and gated.
 *
 * <p>Entry: {@link io.millwright.eval.Evaluator}, then {@link io.millwright.eval.Evaluation} and
 * {@link io.millwright.eval.Gate}.
 *
 * <pre>{@code
 * Evaluation<Binary> evaluation = Evaluator.of(Task.binary())
 *     .metric(rocAuc(), averagePrecision(), brier())
 *     .against("baseline", baseline)
 *     .build()
 *     .evaluate(trained, split.test());
 * GateDecision decision =
 *     Gate.require(rocAuc()).lowerBoundAtLeast(0.75).beats("baseline").decide(evaluation.evidence());
 * }</pre>
 *
 * <p>It trains nothing and draws nothing; {@code ml-train} and {@code ml-report} do.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval;
