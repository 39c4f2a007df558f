/** Tests of calibrations and the scorer that applies them. */
@org.jspecify.annotations.NullMarked
package io.millwright.calibration;
