/** Tests of errors. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.errors;
