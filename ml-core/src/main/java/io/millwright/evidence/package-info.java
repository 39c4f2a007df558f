/**
 * What is known about a model, as data: estimates with their uncertainty, and the evidence an
 * evaluation leaves behind.
 *
 * <p>Entry: {@link io.millwright.evidence.Evidence}. It computes nothing; {@code ml-eval} does.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.evidence;
