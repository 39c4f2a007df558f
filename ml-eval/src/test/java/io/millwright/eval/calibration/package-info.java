/** Tests of calibration. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.calibration;
