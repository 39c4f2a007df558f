package io.millwright.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.model.Binary;
import io.millwright.model.Predictor;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.serving.Answer.FallbackReason;
import io.millwright.serving.Loans.Loan;
import io.millwright.serving.Loans.Request;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ManagedPredictorTest {

  private static final Predictor<Object, Binary> RULES = input -> new Binary(0.125);

  @Test
  void predict_record_equalsTheTablePathBitForBit() {
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      loans.add(new Loan(Math.sqrt(i) * 7, null, false));
    }
    List<Binary> batch = Loans.model().predict(Table.ofRecords(loans, Loans.SCHEMA, Loan.class));
    try (ManagedPredictor<Loan, Binary> predictor =
        ManagedPredictor.of(Loans.model(), Loan.class).build()) {
      for (int i = 0; i < loans.size(); i++) {
        assertThat(Double.doubleToRawLongBits(predictor.predict(loans.get(i)).probability()))
            .isEqualTo(Double.doubleToRawLongBits(batch.get(i).probability()));
      }
    }
  }

  @Test
  void build_recordWithoutLabel_isEnough() {
    try (var predictor = ManagedPredictor.of(Loans.model(), Request.class).build()) {
      assertThat(predictor.predict(new Request(3, null))).isEqualTo(new Binary(0.25));
    }
  }

  @Test
  void ofMaps_valuesByName_areReadLikeARecord() {
    try (var predictor = ManagedPredictor.ofMaps(Loans.model()).build()) {
      assertThat(predictor.predict(Map.of("debt", 3, "unknown", "ignored")))
          .isEqualTo(new Binary(0.25));
      assertThatThrownBy(() -> predictor.predict(Map.of()))
          .isInstanceOf(InvalidRowException.class)
          .hasMessageContaining("'debt' must have a value");
      assertThatThrownBy(() -> predictor.predict(Map.of("debt", "much")))
          .isInstanceOf(InvalidRowException.class)
          .hasMessageContaining("must be a Number; was String");
    }
  }

  @Test
  void build_recordThatDoesNotFit_namesEveryMismatchAtOnce() {
    record Wrong(String debt) {}
    assertThatThrownBy(() -> ManagedPredictor.of(Loans.model(), Wrong.class).build())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("'debt' must hold a number; was String");
  }

  @Test
  void predict_slowModel_fallsBackAtTheDeadlineAndCountsTheWorkerAsBusy() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    var predictor =
        ManagedPredictor.of(Loans.model(debt -> await(release)), Request.class)
            .deadline(Duration.ofMillis(50))
            .workers(1, 4)
            .fallback(RULES)
            .build();
    Answer<Binary> answer = predictor.answer(new Request(1, null));
    assertThat(answer)
        .isEqualTo(new Answer<>(new Binary(0.125), Optional.of(FallbackReason.DEADLINE)));
    assertThat(predictor.busyWorkers()).isEqualTo(1);
    assertThat(predictor.stats().expired()).isEqualTo(1);
    release.countDown();
    predictor.close();
    assertThat(predictor.busyWorkers()).isZero();
  }

  @Test
  void predict_expiredWhileWaiting_isNeverStarted() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ConcurrentLinkedQueue<Double> started = new ConcurrentLinkedQueue<>();
    var predictor =
        ManagedPredictor.of(
                Loans.model(
                    debt -> {
                      started.add(debt);
                      await(release);
                    }),
                Request.class)
            .deadline(Duration.ofMillis(60))
            .workers(1, 8)
            .fallback(RULES)
            .build();
    predictor.predict(new Request(1, null));
    for (int i = 2; i <= 4; i++) {
      assertThat(predictor.answer(new Request(i, null)).fallback())
          .contains(FallbackReason.DEADLINE);
    }
    release.countDown();
    assertThat(predictor.predict(new Request(9, null)).probability()).isEqualTo(0.1);
    predictor.close();
    assertThat(started).containsExactly(1.0, 9.0);
  }

  @Test
  void predict_noRoomToWait_isRefusedAtOnce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    var predictor =
        ManagedPredictor.of(Loans.model(debt -> await(release)), Request.class)
            .deadline(Duration.ofSeconds(20))
            .workers(1, 1)
            .fallback(RULES)
            .build();
    var callers = Executors.newFixedThreadPool(4);
    Future<Answer<Binary>> running = callers.submit(() -> predictor.answer(new Request(1, null)));
    until(() -> predictor.busyWorkers() == 1);
    List<Future<Answer<Binary>>> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(callers.submit(() -> predictor.answer(new Request(1, null))));
    }
    until(() -> others.stream().filter(Future::isDone).count() == 2);
    release.countDown();
    assertThat(running.get().isFromModel()).isTrue();
    int overloaded = 0;
    for (Future<Answer<Binary>> other : others) {
      overloaded += other.get().fallback().equals(Optional.of(FallbackReason.OVERLOAD)) ? 1 : 0;
    }
    assertThat(overloaded).isEqualTo(2);
    callers.shutdown();
    predictor.close();
  }

  @Test
  void predict_withoutFallback_throwsWithACodeForEachReason() {
    CountDownLatch release = new CountDownLatch(1);
    var slow =
        ManagedPredictor.of(Loans.model(debt -> await(release)), Request.class)
            .deadline(Duration.ofMillis(20))
            .build();
    assertThatThrownBy(() -> slow.predict(new Request(1, null)))
        .isInstanceOfSatisfying(
            ServingException.class, e -> assertThat(e.code()).isEqualTo(ServingException.DEADLINE));
    release.countDown();
    slow.close();
    try (var broken =
        ManagedPredictor.of(
                Loans.model(
                    debt -> {
                      throw new IllegalStateException("kernel");
                    }),
                Request.class)
            .build()) {
      assertThatThrownBy(() -> broken.predict(new Request(1, null)))
          .isInstanceOfSatisfying(
              ServingException.class, e -> assertThat(e.code()).isEqualTo(ServingException.FAILURE))
          .hasRootCauseMessage("kernel");
    }
  }

  @Test
  void predict_modelThrows_fallbackAnswersAndSaysWhy() {
    try (var predictor =
        ManagedPredictor.of(
                Loans.model(
                    debt -> {
                      throw new IllegalStateException("kernel");
                    }),
                Request.class)
            .fallback(RULES)
            .build()) {
      assertThat(predictor.answer(new Request(1, null)).fallback())
          .contains(FallbackReason.FAILURE);
      assertThat(predictor.stats()).isEqualTo(new ServingStats(0, 1, 0, 0, 0));
    }
  }

  @Test
  void predict_unusableInput_isTheCallersFaultAndNeverFallsBack() {
    record Boxed(Double debt) {}
    try (var predictor =
        ManagedPredictor.of(Loans.model(), Boxed.class)
            .fallback(RULES)
            .deadline(Duration.ofSeconds(5))
            .build()) {
      @SuppressWarnings("NullAway") // the point of the test
      Boxed broken = new Boxed(null);
      assertThatThrownBy(() -> predictor.predict(broken))
          .isInstanceOf(InvalidRowException.class)
          .hasMessageContaining("'debt' must have a value; was null");
      assertThat(predictor.stats().failed()).isEqualTo(1);
      assertThat(predictor.stats().fellBack()).isZero();
    }
  }

  @Test
  void answerEach_oneBadInput_failsAlone() {
    record Boxed(Double debt) {}
    try (var predictor = ManagedPredictor.of(Loans.model(), Boxed.class).build()) {
      @SuppressWarnings("NullAway") // the point of the test
      Boxed broken = new Boxed(null);
      List<Outcome<Binary>> outcomes =
          predictor.answerEach(List.of(new Boxed(1.0), broken, new Boxed(3.0)));
      assertThat(
              outcomes.stream()
                  .map(
                      o ->
                          o.match(
                              a -> "" + a.answer().prediction().probability(),
                              f -> ((InvalidRowException) f.reason()).field())))
          .containsExactly("0.5", "debt", "0.25");
    }
  }

  @Test
  void observe_everyModelAnswer_isSeenWithItsRow() {
    List<Double> seen = new ArrayList<>();
    try (var predictor =
        ManagedPredictor.of(Loans.model(), Request.class)
            .observe((row, p) -> seen.add(row.number(0) + p.probability()))
            .build()) {
      predictor.predict(new Request(1, null));
      predictor.predict(new Request(3, 5.0));
    }
    assertThat(seen).containsExactly(1.5, 3.25);
  }

  @Test
  void observe_observerThrows_answerIsUnharmedAndCounted() {
    try (var predictor =
        ManagedPredictor.of(Loans.model(), Request.class)
            .observe(
                (row, p) -> {
                  throw new IllegalStateException("observer");
                })
            .build()) {
      assertThat(predictor.predict(new Request(1, null)).probability()).isEqualTo(0.5);
      assertThat(predictor.stats().observerFailures()).isEqualTo(1);
    }
  }

  @Test
  void close_waitsForRunningCalls_thenRefusesNewOnes_andIsIdempotent() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean closedBackend = new AtomicBoolean();
    var predictor = ManagedPredictor.over(new Waiting(inside, release, closedBackend)).build();
    var threads = Executors.newFixedThreadPool(2);
    Future<String> call = threads.submit(() -> predictor.predict("q"));
    inside.await();
    Future<?> closing = threads.submit(predictor::close);
    until(() -> refuses(predictor));
    assertThat(closedBackend).isFalse();
    release.countDown();
    assertThat(call.get()).isEqualTo("answer to q");
    closing.get();
    assertThat(closedBackend).isTrue();
    predictor.close();
    threads.shutdown();
  }

  @Test
  void close_callHangs_throwsAndDoesNotFreeTheModelUnderIt() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean closedBackend = new AtomicBoolean();
    var predictor =
        ManagedPredictor.over(new Waiting(inside, release, closedBackend))
            .drainWithin(Duration.ofMillis(30))
            .build();
    var threads = Executors.newSingleThreadExecutor();
    Future<String> call = threads.submit(() -> predictor.predict("q"));
    inside.await();
    assertThatThrownBy(predictor::close)
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("drain time PT0.03S");
    assertThat(closedBackend).isFalse();
    release.countDown();
    call.get();
    threads.shutdown();
  }

  @Test
  void predict_manyThreads_everyAnswerIsItsOwnCallers() throws Exception {
    try (var predictor =
        ManagedPredictor.of(Loans.model(), Request.class)
            .deadline(Duration.ofSeconds(30))
            .workers(4, 64)
            .build()) {
      var callers = Executors.newFixedThreadPool(16);
      AtomicInteger wrong = new AtomicInteger();
      for (int t = 0; t < 16; t++) {
        int base = t * 1000;
        callers.execute(
            () -> {
              for (int i = 0; i < 500; i++) {
                double debt = base + i;
                if (predictor.predict(new Request(debt, null)).probability() != 1 / (1 + debt)) {
                  wrong.incrementAndGet();
                }
              }
            });
      }
      callers.shutdown();
      assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(wrong).hasValue(0);
      assertThat(predictor.stats().answered()).isEqualTo(8000);
    }
  }

  @Test
  void builder_wrongSettings_areRefused() {
    var builder = ManagedPredictor.of(Loans.model(), Request.class).deadline(Duration.ofMillis(5));
    assertThatThrownBy(() -> builder.deadline(Duration.ofMillis(6)))
        .hasMessageContaining("deadline must be set once; it was PT0.005S");
    assertThatThrownBy(
            () -> ManagedPredictor.of(Loans.model(), Request.class).deadline(Duration.ZERO))
        .hasMessageContaining("longer than 0");
    assertThatThrownBy(
            () -> ManagedPredictor.of(Loans.model(), Request.class).workers(1, 1).build())
        .hasMessageContaining("deadline");
    assertThatThrownBy(() -> ManagedPredictor.of(Loans.model(), Request.class).workers(0, 1))
        .hasMessageContaining("at least 1");
  }

  private record Waiting(CountDownLatch inside, CountDownLatch release, AtomicBoolean closed)
      implements Backend<String, String> {
    @Override
    public String predict(String input) {
      if (input.equals("probe")) {
        return input;
      }
      inside.countDown();
      await(release);
      return "answer to " + input;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  private static boolean refuses(ManagedPredictor<String, String> predictor) {
    try {
      predictor.answer("probe");
      return false;
    } catch (ServingException e) {
      return e.code().equals(ServingException.CLOSED);
    }
  }

  private static void until(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
