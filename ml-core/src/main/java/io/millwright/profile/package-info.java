/**
 * What the columns of a table looked like: frozen reference bins with whole-number counts.
 *
 * <p>Entry: {@link io.millwright.profile.Profile#of}. The profile of the training rows is stored
 * beside the model; {@link io.millwright.profile.ProfileRecorder} counts live rows into the same
 * bins. Because bins are frozen and counts are whole numbers, profiles of parts merge exactly and
 * in any order. It judges nothing: comparing two profiles is the monitor's work.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.profile;
