package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
  private final AtomicInteger consumers = new AtomicInteger();

  private IntConsumer consumer() {
    consumers.incrementAndGet();
    return task -> {
      threads.add(Thread.currentThread());
      done.add(task);
    };
  }

  @Test
  void run_oneThreadOrOneTask_staysOnTheCallersThread() {
    Workers.run(1, 3, this::consumer);
    Workers.run(4, 1, this::consumer);
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(done).containsExactly(0, 1, 2, 0);
    assertThat(consumers).hasValue(2);
  }

  @Test
  void run_twoThreads_usesTwoDaemonsAndDoesEachTaskOnce() {
    Workers.run(2, 2, this::consumer);
    assertThat(done).containsExactlyInAnyOrder(0, 1);
    assertThat(consumers).hasValue(2);
    assertThat(threads)
        .doesNotContain(Thread.currentThread())
        .allMatch(Thread::isDaemon)
        .extracting(Thread::getName)
        .containsOnly("millwright-bootstrap");
  }

  @Test
  void run_moreThreadsThanTasks_makesOneConsumerForEachTask() {
    Workers.run(8, 3, this::consumer);
    assertThat(done).containsExactlyInAnyOrderElementsOf(List.of(0, 1, 2));
    assertThat(consumers).hasValue(3);
  }

  @Test
  void run_noTask_doesNothing() {
    Workers.run(2, 0, this::consumer);
    assertThat(done).isEmpty();
  }

  @Test
  void run_interrupted_isCancelledAndTheThreadStaysInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Workers.run(2, 2, () -> task -> await(never)))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void run_errorInAWorker_isNotLost() {
    assertThatThrownBy(
            () ->
                Workers.run(
                    2,
                    2,
                    () ->
                        task -> {
                          throw new AssertionError("broken");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("broken");
  }
}
