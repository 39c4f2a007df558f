package io.millwright.monitor;

import io.millwright.Require;
import io.millwright.eval.significance.MultipleTesting;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rows of a window look like beside the training rows, field by field.
 *
 * <p>For every field: the shape of its present values (PSI above what chance gives, tested by
 * chi-square over about ten groups and, for numbers, by Kolmogorov–Smirnov over all bins, the
 * smaller p-value doubled), and the shares of missing, NaN, unseen and out-of-range values (tested
 * exactly where counts are small). All p-values of the report are adjusted together after Benjamini
 * and Hochberg. {@link DriftPolicy} says what counts as drift.
 *
 * <p>The tests take rows as independent. Rows that come in clusters (one customer asking a hundred
 * times) look like more evidence than they are. Immutable and thread-safe.
 */
public final class DriftReport {

  private final Window window;
  private final long rows;
  private final long rejected;
  private final DriftPolicy policy;
  private final DriftVerdict verdict;
  private final List<FieldDrift> features;
  private final Optional<FieldDrift> label;
  private final Optional<FieldDrift> predictions;

  /**
   * From when to when rows were observed.
   *
   * @param from first instant
   * @param to last instant, not before from
   */
  public record Window(Instant from, Instant to) {
    public Window {
      if (to.isBefore(from)) {
        throw Require.violated("End of the window", "at or after its start, " + from, to);
      }
    }
  }

  private DriftReport(
      Profile reference, Profile current, DriftPolicy policy, Window window, long rejected) {
    this.window = Objects.requireNonNull(window, "window");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.rows = current.rows();
    this.rejected = rejected;
    reference.requireSameBins(current);
    List<FieldComparison> comparisons = new ArrayList<>();
    for (int i = 0; i < reference.features().size(); i++) {
      FieldProfile now = current.features().get(i);
      comparisons.add(new FieldComparison(reference.features().get(i), now, policy, true));
    }
    Optional<FieldProfile> labels = current.label().filter(f -> f.present() > 0);
    labels.ifPresent(
        now ->
            comparisons.add(
                new FieldComparison(reference.label().orElseThrow(), now, policy, false)));
    Optional<FieldProfile> answers = current.predictions().filter(f -> f.total() > 0);
    answers.ifPresent(
        now ->
            comparisons.add(
                new FieldComparison(reference.predictions().orElseThrow(), now, policy, true)));

    double[] pValues =
        comparisons.stream()
            .flatMap(c -> c.respects().stream())
            .mapToDouble(FieldComparison.Respect::pValue)
            .toArray();
    double[] qValues = MultipleTesting.adjust(pValues, MultipleTesting.Method.BENJAMINI_HOCHBERG);
    List<FieldDrift> judged = FieldComparison.judgeAll(comparisons, qValues);
    int next = reference.features().size();
    this.features = List.copyOf(judged.subList(0, next));
    this.label = labels.isPresent() ? Optional.of(judged.get(next++)) : Optional.empty();
    this.predictions = answers.isPresent() ? Optional.of(judged.get(next)) : Optional.empty();
    this.verdict = overall(judged);
  }

  /**
   * Compares rows that were counted into the reference's bins, here or elsewhere.
   *
   * @param current counted by a {@code ProfileRecorder} of the reference, or merged from several
   * @param window when its rows were seen
   * @throws IllegalArgumentException if the bins differ
   */
  public static DriftReport compare(
      Profile reference, Profile current, DriftPolicy policy, Window window) {
    return new DriftReport(reference, current, policy, window, 0);
  }

  static DriftReport compare(
      Profile reference, Profile current, DriftPolicy policy, Window window, long rejected) {
    return new DriftReport(reference, current, policy, window, rejected);
  }

  private static DriftVerdict overall(List<FieldDrift> fields) {
    DriftVerdict worst =
        fields.stream()
            .map(FieldDrift::verdict)
            .max(DriftVerdict::compareTo)
            .orElse(DriftVerdict.INSUFFICIENT);
    boolean someStable = fields.stream().anyMatch(f -> f.verdict() == DriftVerdict.STABLE);
    return worst == DriftVerdict.INSUFFICIENT && someStable ? DriftVerdict.STABLE : worst;
  }

  /**
   * DRIFTED or WARNING if a field is; otherwise STABLE if at least one field could be judged, else
   * INSUFFICIENT.
   */
  public DriftVerdict verdict() {
    return verdict;
  }

  /** When the rows were seen. */
  public Window window() {
    return window;
  }

  /** How many rows were counted. */
  public long rows() {
    return rows;
  }

  /** How many rows or predictions could not be counted because they do not fit the reference. */
  public long rejected() {
    return rejected;
  }

  /** What counted as drift. */
  public DriftPolicy policy() {
    return policy;
  }

  /** The features in the order of the schema. */
  public List<FieldDrift> features() {
    return features;
  }

  /** The label, if observed rows carried it. */
  public Optional<FieldDrift> label() {
    return label;
  }

  /** The model's predictions, if the reference has them and some were observed. */
  public Optional<FieldDrift> predictions() {
    return predictions;
  }

  /** The feature of that name. */
  public FieldDrift feature(String name) {
    return features.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Require.violated("Feature", "one of the " + features.size() + " reported", name));
  }

  /** Features, label and predictions with this verdict. */
  public List<FieldDrift> with(DriftVerdict wanted) {
    return all().stream().filter(f -> f.verdict() == wanted).toList();
  }

  /** Features, then label and predictions where there are any. */
  public List<FieldDrift> all() {
    List<FieldDrift> all = new ArrayList<>(features);
    label.ifPresent(all::add);
    predictions.ifPresent(all::add);
    return List.copyOf(all);
  }

  /**
   * The findings for people: verdict, PSI of each field beside the thresholds, and reference
   * against current values of the fields that moved most. Shows category names as the profile has
   * them.
   */
  public Report toReport() {
    return DriftSections.report(this);
  }

  /** Verdict, rows and the names of fields that are not stable; no values. */
  @Override
  public String toString() {
    List<String> moved =
        all().stream()
            .filter(f -> f.verdict() != DriftVerdict.STABLE)
            .map(f -> f.name() + " " + f.verdict())
            .toList();
    return "Drift report of " + rows + " rows: " + verdict + " " + moved;
  }
}
