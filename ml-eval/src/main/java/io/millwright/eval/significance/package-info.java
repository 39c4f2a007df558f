/**
 * Whether a difference may be chance: two models on the same rows, two samples, and many such
 * questions at once.
 *
 * <p>Entry: {@link io.millwright.eval.significance.ModelComparison}, which chooses the test for a
 * metric and says which one and why. The tests themselves are open to use.
 *
 * <pre>{@code
 * ModelComparison comparison = ModelComparison.of(Seed.of(1)).withMargin(0.005);
 * Finding finding = comparison.compare(challenger, champion, BinaryMetrics.rocAuc());
 * if (finding.decision() == Decision.UNDECIDED) {
 *   log(finding.test().rowsNeeded());
 * }
 * }</pre>
 *
 * <p>It plans no experiments and stops none early: tests of this package are for one look at a
 * fixed number of rows.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.significance;
