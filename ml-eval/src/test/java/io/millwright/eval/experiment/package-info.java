/** Tests of experiment. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.experiment;
