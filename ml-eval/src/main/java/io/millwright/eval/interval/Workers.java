package io.millwright.eval.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Numbered tasks on some threads. Which thread runs which task must not matter. */
final class Workers {

  private Workers() {}

  /**
   * Runs the tasks {@code 0 .. tasks-1}.
   *
   * @param worker makes one consumer of task numbers for each thread, with its own scratch space
   */
  static void run(int threads, int tasks, Supplier<IntConsumer> worker) {
    int workers = Math.min(threads, tasks);
    if (workers < 2) {
      IntConsumer only = worker.get();
      for (int task = 0; task < tasks; task++) {
        only.accept(task);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Callable<Void> work =
        () -> {
          IntConsumer own = worker.get();
          for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
            own.accept(task);
          }
          return null;
        };
    runOnAll(workers, work);
  }

  private static void runOnAll(int workers, Callable<Void> work) {
    ExecutorService pool = Executors.newFixedThreadPool(workers, Workers::thread);
    try {
      List<Callable<Void>> copies = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        copies.add(work);
      }
      for (Future<Void> done : pool.invokeAll(copies)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("A statistic must not throw a checked exception.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Resampling was interrupted.");
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "millwright-bootstrap");
    thread.setDaemon(true);
    return thread;
  }
}
