/**
 * How differently decisions treat groups of people: rates by group and intersection, differences
 * and ratios with intervals and verdicts, and the questions of bias that no number answers.
 *
 * <p>Entry: {@link io.millwright.eval.fairness.FairnessAudit}.
 *
 * <pre>{@code
 * FairnessReport fairness = FairnessAudit.of("sex", "race")
 *     .margin(EQUAL_OPPORTUNITY_DIFFERENCE, 0.05)
 *     .margin(DISPARATE_IMPACT, FOUR_FIFTHS)
 *     .build()
 *     .assess(evaluation, split.test().table());
 * }</pre>
 *
 * <p>It changes no model and no decision, and knows no margin of its own.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.fairness;
