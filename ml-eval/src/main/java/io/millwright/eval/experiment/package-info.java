/**
 * Experiments with users: design, assignment, analysis and decision from sums alone.
 *
 * <p>Entry: {@link io.millwright.eval.experiment.AbTest}.
 *
 * <pre>{@code
 * AbTest test = AbTest.builder("New ranking sells more").control("old", 0.5).arm("new", 0.5)
 *     .primary(MetricSpec.of("conversion", HIGHER_IS_BETTER, Outcome.proportion(0.1)), 0.01).build();
 * Tally day = test.tally().exposed("new").add("new", "conversion", true);
 * AbResult result = test.analyse(List.of(day));
 * Report report = AbReport.of(test, result);
 * }</pre>
 *
 * <p>{@link io.millwright.eval.experiment.Assignment} puts users into arms, {@link
 * io.millwright.eval.experiment.TeamDraft} compares two rankers within one list, {@link
 * io.millwright.eval.experiment.ThompsonSampling} earns while it learns. No single user is stored
 * anywhere. It does not log exposures, join outcomes or remove robots: that is the application's,
 * before units are added.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.experiment;
