/**
 * What a table says about its rows besides features: weights, groups and labels. Not exported.
 *
 * <p>Entry: {@link io.millwright.eval.rows.TableRows}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.rows;
