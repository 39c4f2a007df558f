/**
 * Scoring of tree ensembles, ours and others'.
 *
 * <p>Entry: {@link io.millwright.benchmarks.tree.TreeScorerBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.benchmarks.tree;
