package io.millwright.store.online;

import java.time.Instant;

/**
 * How much of a view's history is in the online store.
 *
 * @param until the instant that history was taken at
 * @param rows how many rows the history had, those after {@code until} included
 */
public record Watermark(Instant until, long rows) {}
