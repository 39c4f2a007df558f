/** Tests of slice. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.slice;
