package io.millwright.features.window;

/**
 * An exponentially weighted mean. The state is the mean {@code m}, its weight {@code w} and the
 * time of the last value: a row ages {@code w} by the decay, a value {@code x} of weight {@code a}
 * moves the mean by {@code (x - m) a / (w + a)}. Immutable.
 *
 * @param number where the mean stands, the weight behind it
 */
record Weighted(int series, int lane, int number, int time, Shape.Ewm shape, boolean inclusive)
    implements Measure, Running {

  @Override
  public void take(Series state, Cells row) {
    double x = row.numbers[lane];
    double mean = state.numbers[number];
    if (Double.isNaN(mean) && Double.isNaN(x)) {
      return;
    }
    double weight = Double.isNaN(mean) ? 0 : aged(state, row.time, x);
    if (Double.isNaN(x)) {
      state.numbers[number + 1] = weight;
      return;
    }
    state.numbers[number] = moved(mean, weight, x);
    boolean restart = shape.recursive() || Double.isNaN(mean);
    state.numbers[number + 1] = restart ? 1 : weight + 1;
    state.times[time] = row.time;
  }

  @Override
  public void tell(Step step, Entity entity, Cells answers, int at) {
    Series state = entity.series[series];
    double mean = state.numbers[number];
    double x = inclusive ? step.now.numbers[lane] : Double.NaN;
    answers.numbers[at] =
        Double.isNaN(x)
            ? mean
            : moved(mean, Double.isNaN(mean) ? 0 : aged(state, step.now.time, x), x);
  }

  private double aged(Series state, long now, double x) {
    double weight = state.numbers[number + 1];
    if (shape.halflife() > 0) {
      // The time of rows without a value counts at the next value.
      return Double.isNaN(x)
          ? weight
          : weight * StrictMath.pow(2, -Span.elapsed(state.times[time], now) / shape.halflife());
    }
    return Double.isNaN(x) && shape.skipMissing() ? weight : weight * shape.decay();
  }

  private double moved(double mean, double weight, double x) {
    double added = shape.recursive() ? 1 - shape.decay() : 1;
    return Double.isNaN(mean) ? x : mean + (x - mean) * (added / (weight + added));
  }
}
