/** Tests of threshold. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.threshold;
