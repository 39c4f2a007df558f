/** Tests of intervals. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.interval;
