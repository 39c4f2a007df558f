package io.millwright.eval.explain;

import io.millwright.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Runs numbered pieces of work on some threads. Results come in the order of the numbers, and of
 * several faults the one of the lowest number is thrown, so nothing depends on the threads.
 */
final class Workers {

  private static final int REPORTS = 100;

  private final int threads;
  private final Progress progress;

  Workers(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  <T> List<T> map(String step, int count, IntFunction<T> work) {
    Done done = new Done(step, count);
    if (threads == 1 || count < 2) {
      List<T> results = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        results.add(work.apply(i));
        done.one();
      }
      return results;
    }
    return shared(count, work, done);
  }

  private <T> List<T> shared(int count, IntFunction<T> work, Done done) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(threads, count),
            task -> {
              Thread thread = new Thread(task, "millwright-explain");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<T>> futures = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        int number = i;
        futures.add(
            pool.submit(
                () -> {
                  T result = work.apply(number);
                  done.one();
                  return result;
                }));
      }
      return results(futures);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> List<T> results(List<Future<T>> futures) {
    List<T> results = new ArrayList<>(futures.size());
    try {
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("Work must not throw a checked exception.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Explaining was interrupted.");
    }
  }

  /** Counts what is done; tells of every hundredth part. */
  private final class Done {

    private final String step;
    private final int total;
    private int count;

    Done(String step, int total) {
      this.step = step;
      this.total = total;
    }

    synchronized void one() {
      count++;
      if (count == total || count % Math.max(1, total / REPORTS) == 0) {
        progress.update(step, count, total);
      }
    }
  }
}
