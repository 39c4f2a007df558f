/** Tests of robustness. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.robustness;
