/** Tests of anomaly evaluation. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.anomaly;
