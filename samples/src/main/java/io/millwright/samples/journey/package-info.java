/**
 * The whole journey on any CSV file: from reading it to a model that is evaluated, packaged, served
 * and watched.
 *
 * <p>Entry: {@link io.millwright.samples.journey.Journey}, started by {@code samples/bin/journey}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.samples.journey;
