package io.millwright.evidence;

import io.millwright.Require;
import io.millwright.artifact.GateDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about one model, as data that a bundle carries and a gate judges.
 *
 * <p>Says which model it is about and on which rows, so that evidence cannot be attached to another
 * model. An evaluator makes it; other steps add what they found: a measured latency or a fairness
 * difference with {@link #withMetric}, the verdict of an audit with {@link #withCheck}. Immutable
 * and thread-safe.
 *
 * @param subject what was evaluated and on what
 * @param metrics estimate by metric name, for example {@code roc_auc}; at least one
 * @param comparisons against named others, for example {@code baseline}
 * @param slices the same for parts of the rows
 * @param checks verdict of an audit by its name, for example {@code leakage}
 * @param warnings sentences for people, for example about small classes
 */
public record Evidence(
    Subject subject,
    SortedMap<String, Estimate> metrics,
    List<Comparison> comparisons,
    List<SliceFinding> slices,
    SortedMap<String, GateDecision> checks,
    List<String> warnings) {

  public Evidence {
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("Evidence must hold at least one metric; held none.");
    }
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    comparisons = List.copyOf(comparisons);
    slices = List.copyOf(slices);
    checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
    warnings = List.copyOf(warnings);
  }

  /** Evidence without slices and checks. */
  public Evidence(
      Subject subject,
      SortedMap<String, Estimate> metrics,
      List<Comparison> comparisons,
      List<String> warnings) {
    this(subject, metrics, comparisons, List.of(), new TreeMap<>(), warnings);
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
   * @param otherModel identity of the other pipeline where it is known
   * @param metric the metric's name
   * @param theirs the other's estimate
   * @param gain how much better the model is, greater than 0 when better whatever the metric's
   *     direction, from paired resampling
   */
  public record Comparison(
      String other, Optional<String> otherModel, String metric, Estimate theirs, Estimate gain) {
    public Comparison {
      Require.notBlank("Other", other);
    }

    /** A comparison with a model whose identity is not known. */
    public Comparison(String other, String metric, Estimate theirs, Estimate gain) {
      this(other, Optional.empty(), metric, theirs, gain);
    }
  }

  /**
   * The metrics of some of the rows.
   *
   * @param name which rows, for example {@code region = north}
   * @param support how many rows
   * @param metrics estimate by metric name
   * @param comparisons against the same others, on these rows
   */
  public record SliceFinding(
      String name,
      long support,
      SortedMap<String, Estimate> metrics,
      List<Comparison> comparisons) {
    public SliceFinding {
      Require.notBlank("Slice", name);
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
      comparisons = List.copyOf(comparisons);
    }

    /** The gain over another model by a metric, if they were compared. */
    public Optional<Estimate> gain(String other, String metric) {
      return Evidence.gain(comparisons, other, metric);
    }
  }

  /** The comparisons with that other model. */
  public List<Comparison> against(String other) {
    return comparisons.stream().filter(c -> c.other().equals(other)).toList();
  }

  /** The gain over another model by a metric, if they were compared. */
  public Optional<Estimate> gain(String other, String metric) {
    return gain(comparisons, other, metric);
  }

  private static Optional<Estimate> gain(
      List<Comparison> comparisons, String other, String metric) {
    return comparisons.stream()
        .filter(c -> c.other().equals(other) && c.metric().equals(metric))
        .map(Comparison::gain)
        .findFirst();
  }

  /**
   * The same with one more number about this model, for example {@code latency_p99_ms}.
   *
   * @throws IllegalArgumentException if there is a metric of that name
   */
  public Evidence withMetric(String name, Estimate estimate) {
    SortedMap<String, Estimate> all = new TreeMap<>(metrics);
    putNew("Metric", all, name, estimate);
    return new Evidence(subject, all, comparisons, slices, checks, warnings);
  }

  /**
   * The same with the verdict of one more audit of this model, for example {@code leakage}.
   *
   * @throws IllegalArgumentException if there is a check of that name
   */
  public Evidence withCheck(String name, GateDecision decision) {
    SortedMap<String, GateDecision> all = new TreeMap<>(checks);
    putNew("Check", all, name, decision);
    return new Evidence(subject, metrics, comparisons, slices, all, warnings);
  }

  /** The same with more warnings. */
  public Evidence withWarnings(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Evidence(subject, metrics, comparisons, slices, checks, all);
  }

  private static <V> void putNew(String what, SortedMap<String, V> all, String name, V value) {
    Require.notBlank(what + " name", name);
    if (all.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(
          what + " '" + name + "' must be found once; was twice. Give the second another name.");
    }
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
