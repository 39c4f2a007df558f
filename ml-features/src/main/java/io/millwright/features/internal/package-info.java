/**
 * For the service loader only: {@link io.millwright.features.internal.FittedFeaturesProvider} opens
 * stored features.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.features.internal;
