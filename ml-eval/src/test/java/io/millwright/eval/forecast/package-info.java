/** Tests of forecasts with uncertainty. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.forecast;
