package io.millwright.benchmarks.features;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of mixed types, as a shop would have it. */
public record Order(
    @Nullable Double income,
    double basket,
    @Nullable Double distance,
    int items,
    int visits,
    @Nullable Double rating,
    double discount,
    boolean returning,
    String region,
    @Nullable String channel,
    String device,
    String city,
    String size,
    LocalDate joinedOn,
    Instant orderedAt,
    boolean late) {}
