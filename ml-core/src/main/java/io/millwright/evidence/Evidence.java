package io.millwright.evidence;

import io.millwright.Require;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an evaluation found, as data that a bundle carries and a gate judges.
 *
 * <p>Says which model it is about and on which rows, so that evidence cannot be attached to another
 * model. Immutable and thread-safe.
 *
 * @param subject what was evaluated and on what
 * @param metrics estimate by metric name, for example {@code roc_auc}
 * @param comparisons against named others, for example {@code baseline}
 * @param warnings sentences for people, for example about small classes
 */
public record Evidence(
    Subject subject,
    SortedMap<String, Estimate> metrics,
    List<Comparison> comparisons,
    List<String> warnings) {

  public Evidence {
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("Evidence must hold at least one metric; held none.");
    }
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    comparisons = List.copyOf(comparisons);
    warnings = List.copyOf(warnings);
  }

  /**
   * Which model on which rows.
   *
   * @param model identity of the pipeline, {@code TrainedPipeline.identity()}
   * @param task {@code binary}, {@code multiclass} or {@code regression}
   * @param holdout fingerprint of the table of judged rows
   * @param at when it was evaluated
   */
  public record Subject(String model, String task, String holdout, Instant at) {}

  /**
   * One metric of the model against another model on the same rows.
   *
   * @param other the other's name, for example {@code baseline}
   * @param metric the metric's name
   * @param theirs the other's estimate
   * @param gain how much better the model is, greater than 0 when better whatever the metric's
   *     direction, from paired resampling
   */
  public record Comparison(String other, String metric, Estimate theirs, Estimate gain) {
    public Comparison {
      Require.notBlank("Other", other);
    }
  }

  /** The comparisons with that other model. */
  public List<Comparison> against(String other) {
    return comparisons.stream().filter(c -> c.other().equals(other)).toList();
  }

  /** The same with more warnings. */
  public Evidence withWarnings(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Evidence(subject, metrics, comparisons, all);
  }

  /** The estimate of a metric. */
  public Estimate metric(String name) {
    Estimate found = metrics.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "Metric '" + name + "' must be among the evaluated; they are " + metrics.keySet() + ".");
    }
    return found;
  }

  /** Canonical JSON. */
  public String toJson() {
    return EvidenceJson.write(this);
  }

  /** The evidence that {@link #toJson()} wrote. */
  public static Evidence fromJson(String json) {
    return EvidenceJson.read(json);
  }
}
