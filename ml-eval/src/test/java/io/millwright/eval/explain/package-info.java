/** Tests of explanations. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.explain;
