/** Tests of the text metrics. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.text;
