/**
 * Scorers that are sums or means of decision trees: random forests and boosted trees.
 *
 * <p>Entry: {@link io.millwright.tree.TreeEnsembleScorer}. It fits nothing; trainers make it.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.tree;
