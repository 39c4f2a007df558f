package io.millwright.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a pipeline was trained: enough to do it again.
 *
 * @param trainer name of the algorithm, for example {@code xgboost}
 * @param settings every setting of trainer and features that matters, as text, sorted
 * @param seed the seed given to {@code fit}
 * @param trainedAt when, by the clock given to {@code fit}
 */
public record TrainingRecord(
    String trainer, SortedMap<String, String> settings, long seed, Instant trainedAt) {

  public TrainingRecord {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }
}
