/** Tests of power. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.power;
