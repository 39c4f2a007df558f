/** Tests of significance. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.significance;
