/**
 * Scorers that are weighted sums: linear, logistic and softmax models, and constants.
 *
 * <p>Entry: {@link io.millwright.linear.LinearScorer}. It fits nothing; trainers make it.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.linear;
