/**
 * What a fitted model does with its fields: which it needs, how its answer moves with them, what
 * one answer is made of, and what would change it.
 *
 * <p>Entries: {@link io.millwright.eval.explain.PermutationImportance} (does the model need this
 * field?), {@link io.millwright.eval.explain.Dependence} (how does the answer move?), {@link
 * io.millwright.eval.explain.Shap} (what is this answer made of?), {@link
 * io.millwright.eval.explain.Counterfactuals} (what would have to differ?).
 *
 * <pre>{@code
 * Importances needed =
 *     PermutationImportance.by(rocAuc(), Seed.of(1)).build().of(trained, split.test());
 * DependenceCurve income =
 *     Dependence.of(trained, split.test().table(), Seed.of(1)).partial("income");
 * Attribution why = Shap.of(trained, split.train().table(), Seed.of(1)).explain(row);
 * }</pre>
 *
 * <p>All of it is about the model, not about the world: a field the model leans on need not cause
 * anything. It explains fields of the table, not encoded features; text fields are taken whole.
 * Nothing here puts a value of a row into a message.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.explain;
