package io.millwright.eval.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.anomaly.AnomalyEvaluation.Detection;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnomalyEvaluationTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(1)).withReplicates(200);

  private static Instant hour(double hours) {
    return START.plusSeconds((long) (hours * 3600));
  }

  private static TimeSpan span(double from, double to) {
    return new TimeSpan(hour(from), hour(to));
  }

  /** Two days; scores at hours 1, 2, 5, 30, 40; incidents 1-3, 4-6 and 20-21. */
  private static final AnomalyEvaluation FOUND =
      AnomalyEvaluation.of(
          span(0, 48),
          List.of(hour(2), hour(1), hour(5), hour(30), hour(40)),
          new double[] {0.9, 0.2, 0.6, 0.9, 0.1},
          List.of(span(1, 3), span(4, 6), span(20, 21)));

  @Test
  void detection_handCase_delaysAndShare() {
    Detection half = FOUND.detection(0.5);
    assertThat(half.delays())
        .containsExactly(
            Optional.of(Duration.ofHours(1)), Optional.of(Duration.ofHours(1)), Optional.empty());
    assertThat(half.share()).isEqualTo(new MetricValue.Defined(2 / 3.0));
    assertThat(half.medianDelay()).isEqualTo(new MetricValue.Defined(3600));
    Detection low = FOUND.detection(0.2);
    assertThat(low.delays().get(0)).contains(Duration.ZERO);
    assertThat(low.medianDelay()).isEqualTo(new MetricValue.Defined(1800));
    Detection none = FOUND.detection(0.95);
    assertThat(none.share()).isEqualTo(new MetricValue.Defined(0));
    assertThat(none.medianDelay()).isEqualTo(MetricValue.undefined("no incident is detected"));
  }

  @Test
  void detection_incidentBeforeTheSpan_isLateFromItsStart() {
    AnomalyEvaluation found =
        AnomalyEvaluation.of(
            span(0, 24), List.of(hour(2)), new double[] {1}, List.of(span(-5, 3), span(0, 2)));
    assertThat(found.detection(1).delays())
        .containsExactly(Optional.of(Duration.ofHours(2)), Optional.empty());
    AnomalyEvaluation none = AnomalyEvaluation.of(span(0, 24), List.of(), new double[0], List.of());
    assertThat(none.detection(0).share()).isEqualTo(MetricValue.undefined("no incidents"));
  }

  @Test
  void precision_andBudget_handCase() {
    assertThat(FOUND.precision(0.5)).isEqualTo(new MetricValue.Defined(2 / 3.0));
    assertThat(FOUND.precision(0.95)).isEqualTo(MetricValue.undefined("no alerts"));
    // Two days: 1.5 a day are 3 alerts, 1 a day are the two tied at .9; 0.5 would cut the tie.
    assertThat(FOUND.thresholdFor(1.5)).isEqualTo(0.6);
    assertThat(FOUND.thresholdFor(1)).isEqualTo(0.9);
    assertThat(FOUND.thresholdFor(0.5)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(FOUND.thresholdFor(100)).isEqualTo(0.1);
    assertThat(FOUND.precisionWithin(1)).isEqualTo(new MetricValue.Defined(0.5));
    assertThat(FOUND.precisionWithin(0.5).isDefined()).isFalse();
  }

  @Test
  void alertsPerDay_countsDaysWithoutAlerts() {
    List<Instant> times = IntStream.range(0, 60).mapToObj(i -> hour(i * 4)).toList();
    double[] scores =
        IntStream.range(0, 60).mapToDouble(i -> i < 30 && i % 2 == 0 ? 1 : 0).toArray();
    AnomalyEvaluation found = AnomalyEvaluation.of(span(0, 252), times, scores, List.of());
    // 15 alerts in 10.5 days.
    Measured rate = (Measured) found.alertsPerDay(1, BOOTSTRAP);
    assertThat(rate.value()).isEqualTo(15 / 10.5, within(1e-12));
    assertThat(rate.interval().low()).isBetween(0.0, 1.4);
    assertThat(rate.interval().high()).isBetween(1.5, 3.0);
    assertThat(rate.support()).isEqualTo(11);
    AnomalyEvaluation day =
        AnomalyEvaluation.of(span(0, 24), List.of(hour(1)), new double[] {1}, List.of());
    assertThat(day.alertsPerDay(1, BOOTSTRAP)).isInstanceOf(Estimate.Undefined.class);
  }

  @Test
  void faultyInput_isRefused() {
    double[] one = {1};
    assertThatThrownBy(() -> AnomalyEvaluation.of(span(0, 1), List.of(), one, List.of()))
        .hasMessageContaining("one for each time");
    assertThatThrownBy(() -> AnomalyEvaluation.of(span(0, 1), List.of(hour(1)), one, List.of()))
        .hasMessageContaining("1 that are not");
    assertThatThrownBy(
            () ->
                AnomalyEvaluation.of(
                    span(0, 1), List.of(), new double[0], List.of(span(1, 2), span(-1, 0))))
        .hasMessageContaining("2 that are not");
    assertThatThrownBy(
            () ->
                AnomalyEvaluation.of(
                    span(0, 1), List.of(hour(0)), new double[] {Double.NaN}, List.of()))
        .hasMessageContaining("position 0");
    assertThatThrownBy(() -> FOUND.thresholdFor(0)).hasMessageContaining("Alerts per day");
    assertThatThrownBy(() -> span(1, 1)).hasMessageContaining("end after its start");
    assertThat(span(0, 2).length()).isEqualTo(Duration.ofHours(2));
    assertThat(span(0, 2).contains(hour(0))).isTrue();
    assertThat(span(0, 2).contains(hour(2))).isFalse();
  }
}
