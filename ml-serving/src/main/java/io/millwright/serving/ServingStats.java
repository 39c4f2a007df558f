package io.millwright.serving;

/**
 * Counts since the predictor was opened.
 *
 * @param answered by the model
 * @param fellBack by the fallback, whatever the reason
 * @param expired calls whose deadline passed, with or without a fallback
 * @param failed calls that threw to the caller
 * @param observerFailures times an observer threw; its faults never reach the caller
 */
public record ServingStats(
    long answered, long fellBack, long expired, long failed, long observerFailures) {}
