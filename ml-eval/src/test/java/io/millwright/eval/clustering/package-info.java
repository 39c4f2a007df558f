/** Tests of the clustering measures. */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.clustering;
