package io.millwright.serving;

import io.millwright.model.Prediction;
import io.millwright.model.PredictionObserver;
import io.millwright.model.Predictor;
import io.millwright.model.TabularModel;
import io.millwright.serving.Answer.FallbackReason;
import io.millwright.table.InvalidRowException;
import io.millwright.table.MapBinding;
import io.millwright.table.RecordBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A model in production: answers within its deadline or falls back, tells its observer, and closes
 * in order.
 *
 * <p>Without a deadline a call runs on the caller's thread. With one it runs on a bounded set of
 * workers: a call that would start after its deadline is never started, one that is running when
 * the deadline passes keeps its worker until it returns, and when every worker and waiting place is
 * taken the call is refused at once. Whatever the model cannot answer goes to the fallback; an
 * input that is itself unusable is the caller's fault and is thrown as {@link InvalidRowException},
 * never answered by the fallback.
 *
 * <p>Thread-safe. {@link #close()} refuses new calls, waits for running ones, then frees the model.
 *
 * @param <I> what is asked, for example a record class
 * @param <P> what is answered
 */
public final class ManagedPredictor<I, P> implements Predictor<I, P>, AutoCloseable {

  private final Backend<I, P> backend;
  private final @Nullable Lane lane;
  private final @Nullable Predictor<? super I, ? extends P> fallback;
  private final Duration drain;
  private final Gatekeeper gatekeeper = new Gatekeeper();
  private final LongAdder answered = new LongAdder();
  private final LongAdder fellBack = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder observerFailures;

  private ManagedPredictor(Builder<I, P> builder) {
    this.observerFailures = builder.observerFailures;
    this.backend = builder.source.open(builder);
    this.lane =
        builder.deadline == null
            ? null
            : new Lane(builder.threads, builder.queue, builder.deadline);
    this.fallback = builder.fallback;
    this.drain = builder.drain;
  }

  /**
   * A predictor over a plain-Java model, asked by records whose components are checked against the
   * model's inputs when it is built.
   *
   * @param type the record class; a component for each input of the model, others are ignored
   */
  public static <R extends Record, P extends Prediction> Builder<R, P> of(
      TabularModel<P> model, Class<R> type) {
    Set<String> inputs = Set.copyOf(model.featurizer().inputs());
    return new Builder<>(
        builder ->
            new RowBackend<>(
                model,
                RecordBinding.of(model.schema(), type, inputs)::read,
                builder.guardedObserver()),
        true);
  }

  /**
   * A predictor over a plain-Java model, asked by maps from field name to value, such as parsed
   * JSON; what values may be says {@link MapBinding}.
   */
  public static <P extends Prediction> Builder<Map<String, ?>, P> ofMaps(TabularModel<P> model) {
    MapBinding binding = MapBinding.of(model.schema(), Set.copyOf(model.featurizer().inputs()));
    return new Builder<>(
        builder -> new RowBackend<>(model, binding::read, builder.guardedObserver()), true);
  }

  /**
   * A predictor over anything that answers, for example an ONNX model; it is closed with the
   * predictor.
   */
  public static <I, P> Builder<I, P> over(Backend<I, P> backend) {
    return new Builder<>(builder -> backend, false);
  }

  /**
   * The answer, by the model or the fallback.
   *
   * @throws InvalidRowException if the input cannot be used
   * @throws ServingException if neither model nor fallback could answer; its code tells why
   */
  @Override
  public P predict(I input) {
    return answer(input).prediction();
  }

  /** As {@link #predict}, with where the answer came from. */
  public Answer<P> answer(I input) {
    gatekeeper.enter();
    try {
      return model(input);
    } finally {
      gatekeeper.leave();
    }
  }

  /** Each input for itself: a bad one fails alone. In the order of the inputs. */
  public List<Outcome<P>> answerEach(List<? extends I> inputs) {
    List<Outcome<P>> outcomes = new ArrayList<>(inputs.size());
    for (I input : inputs) {
      try {
        outcomes.add(new Outcome.Answered<>(answer(input)));
      } catch (InvalidRowException | ServingException e) {
        outcomes.add(new Outcome.Failed<>(e));
      }
    }
    return outcomes;
  }

  /** Counts since it was opened. */
  public ServingStats stats() {
    return new ServingStats(
        answered.sum(), fellBack.sum(), expired.sum(), failed.sum(), observerFailures.sum());
  }

  /** Workers inside a call, those included whose caller gave up; 0 without a deadline. */
  public int busyWorkers() {
    return lane == null ? 0 : lane.busy();
  }

  private Answer<P> model(I input) {
    try {
      Lane workers = lane;
      P prediction =
          workers == null ? backend.predict(input) : workers.call(() -> backend.predict(input));
      answered.increment();
      return new Answer<>(prediction, Optional.empty());
    } catch (Lane.Missed missed) {
      if (missed.reason() == FallbackReason.DEADLINE) {
        expired.increment();
      }
      return fallBack(input, missed.reason(), null);
    } catch (InvalidRowException e) {
      failed.increment();
      throw e;
    } catch (RuntimeException e) {
      return fallBack(input, FallbackReason.FAILURE, e);
    }
  }

  private Answer<P> fallBack(I input, FallbackReason reason, @Nullable RuntimeException cause) {
    if (fallback == null) {
      failed.increment();
      throw unanswered(reason, cause);
    }
    try {
      P prediction = fallback.predict(input);
      fellBack.increment();
      return new Answer<>(prediction, Optional.of(reason));
    } catch (RuntimeException e) {
      failed.increment();
      if (cause != null) {
        e.addSuppressed(cause);
      }
      throw new ServingException(
          ServingException.FAILURE,
          "Fallback must answer when the model cannot (" + reason + "); it threw. See the cause.",
          e);
    }
  }

  private static ServingException unanswered(
      FallbackReason reason, @Nullable RuntimeException cause) {
    return switch (reason) {
      case DEADLINE ->
          new ServingException(
              ServingException.DEADLINE,
              "Prediction must be answered within its deadline; was not, and there is no fallback. Give more time, more workers or a fallback.");
      case OVERLOAD ->
          new ServingException(
              ServingException.OVERLOAD,
              "Prediction must find a free place to wait; all were taken, and there is no fallback. Shed load, or give more workers or a fallback.");
      case FAILURE ->
          new ServingException(
              ServingException.FAILURE,
              "Model must answer; it threw, and there is no fallback. See the cause.",
              Objects.requireNonNull(cause));
    };
  }

  /**
   * Refuses new calls, waits for running ones, then frees the model. Closing again does nothing.
   *
   * @throws ServingException if calls were still running after the drain time; the model is then
   *     not freed, since freeing memory under a native call would end the process
   */
  @Override
  public void close() {
    if (!gatekeeper.shut()) {
      return;
    }
    boolean drained;
    try {
      drained = gatekeeper.awaitEmpty(drain) && (lane == null || lane.drain(drain));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drained = false;
    }
    if (!drained) {
      throw new ServingException(
          ServingException.FAILURE,
          "Calls must end within the drain time "
              + drain
              + " when a predictor is closed; some still run. The model was not freed; look for the call that hangs.");
    }
    backend.close();
  }

  interface Source<I, P> {
    Backend<I, P> open(Builder<I, P> builder);
  }

  /**
   * Collects the settings of a predictor. Single use, not thread-safe; setting a thing twice is an
   * error.
   *
   * @param <I> what is asked
   * @param <P> what is answered
   */
  public static final class Builder<I, P> {

    private final Source<I, P> source;
    private final boolean observable;
    private final LongAdder observerFailures = new LongAdder();
    private @Nullable Duration deadline;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int queue = 256;
    private boolean workersSet;
    private @Nullable Predictor<? super I, ? extends P> fallback;
    private @Nullable PredictionObserver<? super P> observer;
    private Duration drain = Duration.ofSeconds(10);

    private Builder(Source<I, P> source, boolean observable) {
      this.source = source;
      this.observable = observable;
    }

    /**
     * How long a caller waits at most; from the call, waiting for a worker included. Without one,
     * calls run on the caller's thread.
     */
    public Builder<I, P> deadline(Duration time) {
      if (deadline != null) {
        throw new IllegalStateException(
            "deadline must be set once; it was " + deadline + " before " + time + ".");
      }
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("deadline must be longer than 0; was " + time + ".");
      }
      deadline = time;
      return this;
    }

    /**
     * Workers and waiting places of a predictor with a deadline; as many workers as processors and
     * 256 places by default.
     *
     * @param workers calls that run at once, at least 1
     * @param waiting calls that may wait, at least 1
     */
    public Builder<I, P> workers(int workers, int waiting) {
      if (workersSet) {
        throw new IllegalStateException(
            "workers must be set once; they were "
                + threads
                + " with "
                + queue
                + " places before.");
      }
      if (workers < 1 || waiting < 1) {
        throw new IllegalArgumentException(
            "workers and waiting places must be at least 1; were "
                + workers
                + " and "
                + waiting
                + ".");
      }
      threads = workers;
      queue = waiting;
      workersSet = true;
      return this;
    }

    /**
     * What answers when the model cannot: in time, for lack of room, or because it threw. Must be
     * fast; runs on the caller's thread.
     */
    public Builder<I, P> fallback(Predictor<? super I, ? extends P> rules) {
      if (fallback != null) {
        throw new IllegalStateException("fallback must be set once; it was set before.");
      }
      fallback = Objects.requireNonNull(rules, "rules");
      return this;
    }

    /**
     * Is told of every answer of the model, with the row as the model saw it. Only for predictors
     * over a tabular model.
     */
    public Builder<I, P> observe(PredictionObserver<? super P> listener) {
      if (observer != null) {
        throw new IllegalStateException("observe must be set once; it was set before.");
      }
      if (!observable) {
        throw new IllegalStateException(
            "observe must have rows to look at; this predictor is over a backend without rows. Observe in the backend instead.");
      }
      observer = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /** How long {@link ManagedPredictor#close()} waits for running calls; 10 seconds by default. */
    public Builder<I, P> drainWithin(Duration time) {
      drain = Objects.requireNonNull(time, "time");
      return this;
    }

    PredictionObserver<P> guardedObserver() {
      PredictionObserver<? super P> listener = observer;
      return listener == null
          ? (row, prediction) -> {}
          : new GuardedObserver<>(listener, observerFailures);
    }

    /**
     * The predictor, ready to answer.
     *
     * @throws io.millwright.schema.SchemaMismatchException if the record class does not fit the
     *     model's inputs
     */
    public ManagedPredictor<I, P> build() {
      if (workersSet && deadline == null) {
        throw new IllegalStateException(
            "workers must go with a deadline; there is none, so calls run on the caller's thread.");
      }
      return new ManagedPredictor<>(this);
    }
  }
}
