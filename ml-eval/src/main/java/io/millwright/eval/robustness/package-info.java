/**
 * What becomes of a model's quality and of its decisions when the inputs are worse than the rows it
 * was judged on: noise, gaps, wrong and unseen categories, rounding, and changes searched for on
 * purpose.
 *
 * <p>Entries: {@link io.millwright.eval.robustness.RobustnessAudit} and {@link
 * io.millwright.eval.robustness.AdversarialSearch}.
 *
 * <pre>{@code
 * RobustnessReport robustness = RobustnessAudit.of(rocAuc())
 *     .perturb(Perturbations.noise(), 0.1, 0.5, 1)
 *     .perturb(Perturbations.missing(), 0.1, 0.3)
 *     .build()
 *     .assess(trained, evaluation, split.test().table());
 * }</pre>
 *
 * <p>It does not make a model robust, and proves nothing: a search that finds no flip is no
 * certificate.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.robustness;
