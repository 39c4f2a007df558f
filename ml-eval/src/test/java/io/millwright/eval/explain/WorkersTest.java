package io.millwright.eval.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void map_results_comeInOrder(int threads) {
    List<Integer> expected = IntStream.range(0, 50).map(i -> i * i).boxed().toList();
    assertThat(new Workers(threads, Progress.SILENT).map("squares", 50, i -> i * i))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void map_severalFaults_throwsThatOfTheLowestNumber(int threads) {
    Workers workers = new Workers(threads, Progress.SILENT);
    assertThatThrownBy(() -> workers.map("faults", 20, WorkersTest::faulty))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("number 7");
    assertThatThrownBy(
            () ->
                workers.map(
                    "errors",
                    2,
                    i -> {
                      throw new AssertionError("serious");
                    }))
        .isInstanceOf(AssertionError.class);
  }

  private static int faulty(int number) {
    if (number >= 7) {
      throw new IllegalStateException("number " + number);
    }
    return number;
  }

  @Test
  void map_progress_isTheHundredthPartsInOrder() {
    List<Long> done = new ArrayList<>();
    new Workers(4, (step, count, total) -> done.add(count)).map("work", 250, i -> i);
    assertThat(done).hasSize(125).isSorted().startsWith(2L).endsWith(250L);
  }

  @Test
  void map_interrupted_isCancelled() {
    Thread.currentThread().interrupt();
    Workers workers = new Workers(2, Progress.SILENT);
    assertThatThrownBy(() -> workers.map("work", 2, WorkersTest::untilInterrupted))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Work that is done before anybody waits for it could not be cancelled. */
  private static int untilInterrupted(int number) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return number;
  }
}
