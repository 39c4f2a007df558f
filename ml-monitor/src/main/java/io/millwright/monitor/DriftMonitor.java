package io.millwright.monitor;

import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Prediction;
import io.millwright.model.PredictionObserver;
import io.millwright.model.Regression;
import io.millwright.profile.Profile;
import io.millwright.profile.ProfileRecorder;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts live rows and predictions beside the profile of the training rows and reports what moved.
 *
 * <p>Give it the fields that live rows carry ({@link Builder#inputs}): a profiled field that no
 * live row has would otherwise be reported as missing.
 *
 * <p>Rows are counted and forgotten: the memory used is that of the profile's bins, however many
 * rows come. Counting takes no lock. Given to a predictor as its {@link PredictionObserver}, it
 * counts every answered row and, if the reference profile has predictions, the answer: the
 * probability of a {@link Binary}, the value of a {@link Regression}, the most probable class of a
 * {@link Multiclass}.
 *
 * <p>Mutable; thread-safe.
 */
public final class DriftMonitor implements PredictionObserver<Prediction> {

  private final Profile reference;
  private final DriftPolicy policy;
  private final Clock clock;
  private final ProfileRecorder recorder;
  private final boolean withPredictions;
  private final LongAdder rejected = new LongAdder();
  private final Object turn = new Object();
  private Instant start;

  private DriftMonitor(Builder builder) {
    reference =
        builder.inputs == null ? builder.reference : builder.reference.retaining(builder.inputs);
    policy = builder.policy == null ? DriftPolicy.ofDefaults() : builder.policy;
    clock = builder.clock == null ? Clock.systemUTC() : builder.clock;
    recorder = ProfileRecorder.of(reference);
    withPredictions = reference.predictions().isPresent();
    start = clock.instant();
  }

  /** A builder of a monitor that compares with this profile, usually the one in the bundle. */
  public static Builder against(Profile reference) {
    return new Builder(Objects.requireNonNull(reference, "reference"));
  }

  /**
   * Counts a row.
   *
   * @throws io.millwright.schema.SchemaMismatchException if the row lacks a profiled feature or has
   *     it in another type
   */
  public void observe(Row row) {
    recorder.observe(row);
  }

  /** Counts every row of a table; as {@link #observe(Row)} otherwise. */
  public void observe(Table table) {
    recorder.observe(table);
  }

  /**
   * Counts a prediction.
   *
   * @throws IllegalStateException if the reference has no predictions, or of another kind
   */
  public void observePrediction(Prediction prediction) {
    if (prediction instanceof Binary binary) {
      recorder.observePrediction(binary.probability());
    } else if (prediction instanceof Regression regression) {
      recorder.observePrediction(regression.value());
    } else {
      recorder.observePrediction(((Multiclass) prediction).top());
    }
  }

  /**
   * Counts a row and its prediction; never throws. What does not fit the reference is counted as
   * {@link DriftReport#rejected()}.
   */
  @Override
  public void observed(Row row, Prediction prediction) {
    try {
      recorder.observe(row);
      if (withPredictions) {
        observePrediction(prediction);
      }
    } catch (RuntimeException unfit) {
      rejected.increment();
    }
  }

  /** What was counted since the start or the last reset; for merging with that of other JVMs. */
  public Profile current() {
    return recorder.snapshot();
  }

  /** The comparison of what was counted since the start or the last reset. */
  public DriftReport report() {
    synchronized (turn) {
      return compare(recorder.snapshot(), rejected.sum(), clock.instant());
    }
  }

  /** As {@link #report()}, and starts a new window. Every row is in exactly one window. */
  public DriftReport reportAndReset() {
    synchronized (turn) {
      Instant end = clock.instant();
      DriftReport report = compare(recorder.snapshotAndReset(), rejected.sumThenReset(), end);
      start = end;
      return report;
    }
  }

  private DriftReport compare(Profile current, long unfit, Instant end) {
    // A wall clock may be set back: such a window is empty, not an error.
    Instant to = end.isBefore(start) ? start : end;
    return DriftReport.compare(
        reference, current, policy, new DriftReport.Window(start, to), unfit);
  }

  /** Collects settings; each may be set once. Not thread-safe. */
  public static final class Builder {

    private final Profile reference;
    private @Nullable DriftPolicy policy;
    private @Nullable Clock clock;
    private @Nullable List<String> inputs;

    private Builder(Profile reference) {
      this.reference = reference;
    }

    /** What counts as drift; {@link DriftPolicy#ofDefaults()} otherwise. */
    public Builder policy(DriftPolicy newPolicy) {
      if (policy != null) {
        throw new IllegalStateException("policy must be set once; was set before.");
      }
      policy = Objects.requireNonNull(newPolicy, "newPolicy");
      return this;
    }

    /**
     * The fields that live rows carry, usually those the model reads ({@code
     * featurizer().inputs()}); the others of the profile are left out instead of being called
     * missing. All otherwise.
     *
     * @param names names of fields that are not profiled are allowed
     */
    public Builder inputs(Collection<String> names) {
      if (inputs != null) {
        throw new IllegalStateException("inputs must be set once; was set before.");
      }
      inputs = List.copyOf(names);
      return this;
    }

    /** Where start and end of windows are read; the system's clock otherwise. */
    public Builder clock(Clock newClock) {
      if (clock != null) {
        throw new IllegalStateException("clock must be set once; was set before.");
      }
      clock = Objects.requireNonNull(newClock, "newClock");
      return this;
    }

    /** The monitor, whose first window starts now. */
    public DriftMonitor build() {
      return new DriftMonitor(this);
    }
  }
}
