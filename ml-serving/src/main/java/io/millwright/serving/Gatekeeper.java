package io.millwright.serving;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the calls inside, and lets none in after it is shut.
 *
 * <p>Counters are striped, so callers do not contend. A caller counts itself in before it looks at
 * the gate; whoever shuts the gate looks at the counts afterwards: so no call can be inside unseen.
 */
final class Gatekeeper {

  private final LongAdder entered = new LongAdder();
  private final LongAdder left = new LongAdder();
  private final AtomicBoolean shut = new AtomicBoolean();

  void enter() {
    entered.increment();
    if (shut.get()) {
      left.increment();
      throw new ServingException(ServingException.CLOSED, "Predictor must be open; it was closed.");
    }
  }

  void leave() {
    left.increment();
  }

  /** Whether this call shut it. */
  boolean shut() {
    return shut.compareAndSet(false, true);
  }

  /** Waits until all are out; false if some are still inside after the time. */
  boolean awaitEmpty(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!isEmpty()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return true;
  }

  /**
   * The exits are read first: a call that leaves in between makes it look fuller, never emptier.
   */
  private boolean isEmpty() {
    long out = left.sum();
    return entered.sum() == out;
  }
}
