/**
 * Where and how a model is wrong: the worst rows, which classes are taken for which, how residuals
 * run over predictions and features, and what more rows would bring.
 *
 * <p>Entry: {@link io.millwright.eval.errors.ErrorAnalysis}.
 *
 * <pre>{@code
 * HeldOut<Binary> rows = HeldOut.of(trained, split.test());
 * List<WorstRows.WorstRow> worst = WorstRows.of(RowLosses.of(rows.scored()), 20);
 * Section page = ErrorAnalysis.of(rows, "age", "income");
 * }</pre>
 *
 * <p>Rows are named by position, never shown: whoever may see them can look them up. Weak slices
 * are found by {@code io.millwright.eval.slice}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.errors;
