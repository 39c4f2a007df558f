/** Tests of the documents about a model. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.card;
