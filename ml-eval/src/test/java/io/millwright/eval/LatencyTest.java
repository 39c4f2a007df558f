package io.millwright.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.model.Predictor;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatencyTest {

  /** Answers after 1, 2, ... 100 milliseconds, then again from 1, by a clock of its own. */
  private static Latency ticking(int warmUp, int calls) {
    AtomicLong now = new AtomicLong();
    AtomicLong call = new AtomicLong();
    Predictor<String, String> predictor =
        input -> {
          now.addAndGet(1_000_000 * (1 + call.getAndIncrement() % 100));
          return input;
        };
    return Latency.of(predictor, List.of("a", "b"), warmUp, calls, now::get);
  }

  @Test
  void quantile_knownTimes_isTheOrderStatistic() {
    Measured median = (Measured) ticking(0, 1000).quantile(0.5);
    assertThat(median.value()).isEqualTo(50);
    assertThat(median.support()).isEqualTo(1000);
    // Ranks 469 and 532 of 1000: the 2.5 % and 97.5 % points of Binomial(1000, 1/2), plus 1 above.
    assertThat(median.interval().low()).isEqualTo(47);
    assertThat(median.interval().high()).isEqualTo(54);
    assertThat(((Measured) ticking(0, 1000).quantile(0.99)).value()).isEqualTo(99);
  }

  @Test
  void of_warmUp_isNotCounted() {
    assertThat(((Measured) ticking(50, 50).quantile(0.5)).value()).isEqualTo(75);
  }

  @Test
  void quantile_tooFewCalls_isUndefined() {
    assertThat(ticking(0, 300).quantile(0.99)).isInstanceOf(Estimate.Undefined.class);
    assertThat(ticking(0, 400).quantile(0.99)).isInstanceOf(Measured.class);
  }

  @Test
  void of_nothingToAsk_isRefused() {
    assertThatThrownBy(() -> Latency.of(x -> x, List.of(), 0, 1)).hasMessageContaining("Inputs");
    assertThatThrownBy(() -> Latency.of(x -> x, List.of("a"), 0, 0)).hasMessageContaining("Calls");
    assertThatThrownBy(() -> ticking(0, 1000).quantile(1)).hasMessageContaining("Share");
  }
}
