package io.millwright.serving;

import io.millwright.model.PredictionObserver;
import io.millwright.table.Row;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;

/** Keeps an observer's faults away from the answer: counts them and logs the first. */
final class GuardedObserver<P> implements PredictionObserver<P> {

  private static final System.Logger LOG = System.getLogger(ManagedPredictor.class.getName());

  private final PredictionObserver<? super P> observer;
  private final LongAdder failures;

  GuardedObserver(PredictionObserver<? super P> observer, LongAdder failures) {
    this.observer = observer;
    this.failures = failures;
  }

  @Override
  @SuppressWarnings("CatchAndPrintStackTrace")
  public void observed(Row row, P prediction) {
    try {
      observer.observed(row, prediction);
    } catch (RuntimeException e) {
      if (failures.sum() == 0) {
        LOG.log(
            Level.WARNING,
            "A prediction observer failed; its failures are counted in ServingStats and not logged again.",
            e);
      }
      failures.increment();
    }
  }
}
