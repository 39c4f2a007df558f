/**
 * What a model is, whatever made it: a task, a featurizer that turns rows into vectors, a scorer
 * that turns vectors into numbers, and the predictions those become.
 *
 * <p>Entry: {@link io.millwright.model.TabularModel}. It trains nothing and evaluates nothing.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.model;
