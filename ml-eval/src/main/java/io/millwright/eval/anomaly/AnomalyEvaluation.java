package io.millwright.eval.anomaly;

import io.millwright.Require;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Scored instants of an observed span, and the incidents in it. An instant whose score is at least
 * the threshold is an alert; an alert inside an incident detects it. Immutable and thread-safe.
 */
public final class AnomalyEvaluation {

  private static final double DAY = 86_400;
  private static final double NANO = 1e-9;

  private final TimeSpan observed;
  private final List<Instant> times;
  private final double[] scores;
  private final List<TimeSpan> incidents;

  private AnomalyEvaluation(
      TimeSpan observed, List<Instant> times, double[] scores, List<TimeSpan> incidents) {
    this.observed = observed;
    this.times = times;
    this.scores = scores;
    this.incidents = incidents;
  }

  /**
   * What was scored and what happened.
   *
   * @param observed the span in which scores were made; a day without scores counts as a day
   *     without alerts
   * @param times of the scores, inside the span, in any order
   * @param scores one for each time, not NaN; higher is more suspicious
   * @param incidents that overlap the span; they may overlap each other
   * @throws IllegalArgumentException if a time or an incident is outside; counts them
   */
  public static AnomalyEvaluation of(
      TimeSpan observed, List<Instant> times, double[] scores, List<TimeSpan> incidents) {
    if (times.size() != scores.length) {
      throw Require.violated("Scores", times.size() + ", one for each time", scores.length);
    }
    long outside = times.stream().filter(t -> !observed.contains(t)).count();
    if (outside > 0) {
      throw Require.violated("Times", "inside the observed span", outside + " that are not");
    }
    long apart =
        incidents.stream()
            .filter(i -> !i.end().isAfter(observed.start()) || !i.start().isBefore(observed.end()))
            .count();
    if (apart > 0) {
      throw Require.violated("Incidents", "in the observed span", apart + " that are not");
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("Score must be a number; was NaN (position " + i + ").");
      }
    }
    return new AnomalyEvaluation(
        observed, List.copyOf(times), scores.clone(), List.copyOf(incidents));
  }

  /**
   * What a threshold detects.
   *
   * @param delays for each incident, in the order given, how long after its start (or after that of
   *     the observation) the first alert inside it came; empty if none came
   * @param share of the incidents that are detected; undefined without incidents
   * @param medianDelay in seconds over the DETECTED incidents, the mean of two in the middle;
   *     undefined if none is. Read it with the share: a detector that finds only what is easy is
   *     fast
   */
  public record Detection(
      List<Optional<Duration>> delays, MetricValue share, MetricValue medianDelay) {
    public Detection {
      delays = List.copyOf(delays);
    }
  }

  /** What the threshold detects. */
  public Detection detection(double threshold) {
    List<Optional<Duration>> delays = new ArrayList<>();
    for (TimeSpan incident : incidents) {
      Instant from =
          incident.start().isBefore(observed.start()) ? observed.start() : incident.start();
      delays.add(first(incident, threshold).map(t -> Duration.between(from, t)));
    }
    double[] found =
        delays.stream()
            .flatMap(Optional::stream)
            .mapToDouble(d -> d.getSeconds() + NANO * d.getNano())
            .sorted()
            .toArray();
    return new Detection(
        delays,
        MetricValue.ratio(found.length, delays.size(), "no incidents"),
        found.length == 0
            ? MetricValue.undefined("no incident is detected")
            : MetricValue.of((found[(found.length - 1) / 2] + found[found.length / 2]) / 2));
  }

  private Optional<Instant> first(TimeSpan incident, double threshold) {
    Instant first = null;
    for (int i = 0; i < scores.length; i++) {
      Instant time = times.get(i);
      if (scores[i] >= threshold
          && incident.contains(time)
          && (first == null || time.isBefore(first))) {
        first = time;
      }
    }
    return Optional.ofNullable(first);
  }

  /**
   * Alerts to expect a day at the threshold, with an interval from resampling whole days of the
   * span: alerts come in bursts, so that single alerts are not independent. Undefined for a span of
   * one day or less.
   */
  public Estimate alertsPerDay(double threshold, Bootstrap bootstrap) {
    int days = (int) Math.ceil(days());
    double[] length = new double[days];
    Arrays.fill(length, 1);
    length[days - 1] = days() - (days - 1);
    double[] alerts = new double[days];
    for (int i = 0; i < scores.length; i++) {
      double day = days(Duration.between(observed.start(), times.get(i)));
      alerts[Math.min(days - 1, (int) day)] += scores[i] >= threshold ? 1 : 0;
    }
    return bootstrap
        .estimates(Resampling.ofRows(length), List.of(w -> rate(alerts, length, w)))
        .get(0);
  }

  /** Alerts by days, where a day counts as often as its weight holds its length. */
  private static double rate(double[] alerts, double[] length, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int d = 0; d < alerts.length; d++) {
      sum += weights[d] / length[d] * alerts[d];
      total += weights[d];
    }
    return sum / total;
  }

  /** Share of the alerts at the threshold that are inside an incident; undefined without alerts. */
  public MetricValue precision(double threshold) {
    double inside = 0;
    double all = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= threshold) {
        Instant time = times.get(i);
        all++;
        inside += incidents.stream().anyMatch(s -> s.contains(time)) ? 1 : 0;
      }
    }
    return MetricValue.ratio(inside, all, "no alerts");
  }

  /**
   * The lowest threshold that keeps to a budget of alerts a day on average over the span: +∞ if
   * even the highest score comes too often. Choose it on rows that are not used for judging.
   *
   * @param alertsPerDay finite and greater than 0
   */
  public double thresholdFor(double alertsPerDay) {
    double budget = Require.positive("Alerts per day", alertsPerDay) * days();
    List<Double> falling = new ArrayList<>(Arrays.stream(scores).boxed().toList());
    falling.sort(Collections.reverseOrder());
    double threshold = Double.POSITIVE_INFINITY;
    for (int i = 0; i < falling.size() && i + 1 <= budget; i++) {
      boolean endsGroup =
          i + 1 == falling.size() || falling.get(i + 1).doubleValue() != falling.get(i);
      if (endsGroup) {
        threshold = falling.get(i);
      }
    }
    return threshold;
  }

  /** {@link #precision} at {@link #thresholdFor} that budget. */
  public MetricValue precisionWithin(double alertsPerDay) {
    return precision(thresholdFor(alertsPerDay));
  }

  private double days() {
    return days(observed.length());
  }

  private static double days(Duration duration) {
    return (duration.getSeconds() + NANO * duration.getNano()) / DAY;
  }
}
