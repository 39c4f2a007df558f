/** Tests of fairness. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.fairness;
