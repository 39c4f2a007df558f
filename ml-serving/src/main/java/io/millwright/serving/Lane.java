package io.millwright.serving;

import io.millwright.serving.Answer.FallbackReason;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The workers of a predictor with a deadline.
 *
 * <p>A timeout cannot stop native work, so a call that is running when its deadline passes keeps
 * its worker until it returns: it counts as used capacity. A call that still waits is taken out of
 * the queue and never started.
 */
final class Lane implements AutoCloseable {

  private static final AtomicLong NUMBER = new AtomicLong();

  private final ThreadPoolExecutor workers;
  private final long deadlineNanos;

  Lane(int threads, int queue, Duration deadline) {
    this.deadlineNanos = deadline.toNanos();
    long lane = NUMBER.incrementAndGet();
    AtomicInteger worker = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread thread =
                  new Thread(task, "millwright-predictor-" + lane + "-" + worker.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
  }

  /** A call that could not be answered by the model in time. */
  static final class Missed extends Exception {
    private static final long serialVersionUID = 1L;

    private final FallbackReason reason;

    Missed(FallbackReason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    FallbackReason reason() {
      return reason;
    }
  }

  /**
   * Runs the call on a worker and waits for it, at most until the deadline.
   *
   * @throws Missed if there was no room or no time
   * @throws RuntimeException what the call threw
   */
  <P> P call(Supplier<P> work) throws Missed {
    long deadline = System.nanoTime() + deadlineNanos;
    FutureTask<P> task =
        new FutureTask<>(
            () -> {
              if (System.nanoTime() - deadline >= 0) {
                throw new Missed(FallbackReason.DEADLINE);
              }
              return work.get();
            });
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      throw new Missed(FallbackReason.OVERLOAD);
    }
    return await(task, deadline);
  }

  private <P> P await(FutureTask<P> task, long deadline) throws Missed {
    try {
      return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      giveUp(task);
      throw new Missed(FallbackReason.DEADLINE);
    } catch (InterruptedException e) {
      giveUp(task);
      Thread.currentThread().interrupt();
      throw new Missed(FallbackReason.DEADLINE);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Missed missed) {
        throw missed;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    }
  }

  /** Cancelled without an interrupt: a queued call never starts, a running one is left alone. */
  private void giveUp(FutureTask<?> task) {
    task.cancel(false);
    workers.remove(task);
  }

  /** Workers that are inside a call, abandoned ones included. */
  int busy() {
    return workers.getActiveCount();
  }

  /** Waits for running calls. */
  boolean drain(Duration patience) throws InterruptedException {
    workers.shutdown();
    return workers.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    workers.shutdown();
  }
}
