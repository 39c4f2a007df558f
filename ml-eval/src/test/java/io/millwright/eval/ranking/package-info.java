/** Tests of ranking metrics. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.ranking;
