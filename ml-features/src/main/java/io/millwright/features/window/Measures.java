package io.millwright.features.window;

import java.time.Instant;

/** The kinds of measures and aggregates, each named after the shape it computes. */
final class Measures {

  private static final double NANOS_PER_HOUR = 3.6e12;

  private Measures() {}

  /**
   * A moving range of a lane: the last rows, or from the start of a span.
   *
   * @param span position among the spans, or -1
   */
  record Rolled(int series, int ringLane, int lane, int rows, int span, boolean inclusive)
      implements Aggregate {

    long from(Step step, Ring ring) {
      return span < 0
          ? Math.max(ring.first(), ring.next() - rows + (inclusive ? 1 : 0))
          : ring.firstAt(step.starts[span], inclusive);
    }

    double current(Step step) {
      return inclusive ? step.now.numbers[lane] : Double.NaN;
    }

    @Override
    public void fold(Step step, Entity entity, Moments into) {
      Ring ring = entity.series[series].ring;
      ring.numbers(ringLane).fold(from(step, ring), ring.next(), into);
      into.add(current(step));
    }
  }

  /** Everything so far. */
  record Expanded(int series, int lane, int total, boolean inclusive)
      implements Aggregate, Running {

    @Override
    public void take(Series state, Cells row) {
      state.totals[total].add(row.numbers[lane]);
    }

    @Override
    public void fold(Step step, Entity entity, Moments into) {
      into.join(entity.series[series].totals[total]);
      if (inclusive) {
        into.add(step.now.numbers[lane]);
      }
    }
  }

  /** A statistic of an aggregate. */
  record Statistic(int aggregate, Stat stat, int minPeriods) implements Measure {
    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      answers.numbers[at] = step.totals[aggregate].stat(stat, minPeriods);
    }
  }

  /** The median of a range. */
  record Median(Rolled range, int median, int minPeriods) implements Measure {
    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      Series series = entity.series[range.series];
      Ring ring = series.ring;
      answers.numbers[at] =
          series
              .median(median)
              .of(
                  ring.numbers(range.ringLane),
                  range.from(step, ring),
                  ring.next(),
                  range.current(step),
                  minPeriods);
    }
  }

  /** The value so many rows back. */
  record Lagged(int series, int ringLane, boolean text, int rows) implements Measure {
    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      Ring ring = entity.series[series].ring;
      tellAt(ring, ring.next() - rows, ringLane, text, answers, at);
    }
  }

  /** The value of the newest row at or before the start of a span. */
  record TimeLagged(int series, int ringLane, boolean text, int span, long within)
      implements Measure {
    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      Ring ring = entity.series[series].ring;
      long moment = step.starts[span];
      long position = ring.firstAt(moment, true) - 1;
      boolean near =
          position >= ring.first()
              && (within == Long.MAX_VALUE || ring.time(position) >= Span.minus(moment, within));
      tellAt(ring, near ? position : -1, ringLane, text, answers, at);
    }
  }

  private static void tellAt(
      Ring ring, long position, int ringLane, boolean text, Cells answers, int at) {
    boolean there = position >= ring.first();
    if (text) {
      answers.texts[at] = there ? ring.text(ringLane, position) : null;
    } else {
      answers.numbers[at] = there ? ring.numbers(ringLane).value(position) : Double.NaN;
    }
  }

  /** A value less an earlier one. */
  record Differenced(int series, int ringLane, int lane, int rows, boolean inclusive)
      implements Measure {
    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      Ring ring = entity.series[series].ring;
      long newer = inclusive ? ring.next() : ring.next() - 1;
      NumberLane values = ring.numbers(ringLane);
      if (newer - rows < ring.first()) {
        answers.numbers[at] = Double.NaN;
      } else {
        double value = inclusive ? step.now.numbers[lane] : values.value(newer);
        answers.numbers[at] = value - values.value(newer - rows);
      }
    }
  }

  /** Hours since the last event. */
  record Since(int series, int lane, int time, boolean inclusive) implements Measure, Running {
    @Override
    public void take(Series state, Cells row) {
      if (!Double.isNaN(row.numbers[lane])) {
        state.times[time] = row.time;
      }
    }

    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      long last = entity.series[series].times[time];
      if (inclusive && !Double.isNaN(step.now.numbers[lane])) {
        answers.numbers[at] = 0;
      } else {
        answers.numbers[at] =
            last == Series.NEVER ? Double.NaN : Span.elapsed(last, step.now.time) / NANOS_PER_HOUR;
      }
    }
  }

  /** The last number. */
  record Filled(int series, int lane, int number, boolean inclusive) implements Measure, Running {
    @Override
    public void take(Series state, Cells row) {
      if (!Double.isNaN(row.numbers[lane])) {
        state.numbers[number] = row.numbers[lane];
      }
    }

    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      double own = inclusive ? step.now.numbers[lane] : Double.NaN;
      answers.numbers[at] = Double.isNaN(own) ? entity.series[series].numbers[number] : own;
    }
  }

  /** The last text. */
  record FilledText(int series, int lane, int text, boolean inclusive) implements Measure, Running {
    @Override
    public void take(Series state, Cells row) {
      if (row.texts[lane] != null) {
        state.texts[text] = row.texts[lane];
      }
    }

    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      String own = inclusive ? step.now.texts[lane] : null;
      answers.texts[at] = own == null ? entity.series[series].texts[text] : own;
    }
  }

  /** What a calendar says. */
  record OfDay(Shape.Holiday holiday) implements Measure {
    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      long second = Math.floorDiv(step.now.time, 1_000_000_000L);
      int offset =
          step.zone().getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
      long day = Math.floorDiv(second + offset, 86_400L);
      answers.numbers[at] = holiday.calendar().tell(day, holiday.asked());
    }
  }

  /** Knowledge of the future, which a table alone has. */
  record Ahead() implements Measure {
    @Override
    public void tell(Step step, Entity entity, Cells answers, int at) {
      answers.numbers[at] = Double.NaN;
      answers.texts[at] = null;
    }
  }
}
