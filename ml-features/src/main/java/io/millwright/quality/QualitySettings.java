package io.millwright.quality;

import io.millwright.Seed;
import io.millwright.quality.expect.Expectations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The options of an assessment, the clock having been asked once. */
record QualitySettings(
    Instant now,
    Duration fresh,
    Duration stale,
    double minimum,
    Seed seed,
    int sampleRows,
    Optional<Expectations> expectations) {}
