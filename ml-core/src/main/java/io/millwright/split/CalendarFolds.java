package io.millwright.split;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Folds that follow the calendar: each is judged on one stretch of time and learns from what came
 * before. Made by {@link CrossValidation#calendar}; immutable and thread-safe, equal if made alike.
 *
 * <p>{@code k} windows of one length lie end to end, by the schema's event time. Window {@code i},
 * from 0, starts at {@code s = end - (k - i) × length} and stops before the start of the next one.
 * With gap {@code g}, embargo {@code e} and maxTrain {@code m}, rows with time {@code s - g - m <=
 * t < s - g} are learnt from, rows from {@code s + e} to the end of the window are judged on. As
 * windows are cut at times, equal times are never on both sides.
 *
 * <p>Each length is a {@link Period}, counted in the calendar of the field's zone, or a {@link
 * Duration} of so many seconds: over a change of the clocks a Period of one day is 23 or 25 hours,
 * a Duration of one day 24. Multiples are taken back from the end at once, so that months do not
 * lose days on the way. Of a DATE a Duration must be whole days.
 *
 * <p>The end is where {@link #until} says. If not given, it is just after the last time in the
 * table; for windows of a Period the end of that day. Rows in neither half, and rows without a
 * time, are counted in {@link Split#left}. A window without rows is refused. Cost: O(rows × k).
 */
public final class CalendarFolds implements Folds {

  private record Rule(
      int k,
      TemporalAmount length,
      TemporalAmount gap,
      TemporalAmount embargo,
      Optional<TemporalAmount> maxTrain,
      Optional<LocalDate> until) {}

  private final Rule rule;

  CalendarFolds(int k, TemporalAmount length) {
    this(new Rule(k, length, Period.ZERO, Period.ZERO, Optional.empty(), Optional.empty()));
  }

  private CalendarFolds(Rule rule) {
    this.rule = rule;
  }

  /**
   * Rows within this time before each window are not learnt from, since their labels were not yet
   * known at its start; none if not given.
   *
   * @param amount a Period or Duration, not negative
   */
  public CalendarFolds gap(TemporalAmount amount) {
    TimeLine.requireNotNegative("gap", amount);
    return new CalendarFolds(
        new Rule(rule.k, rule.length, amount, rule.embargo, rule.maxTrain, rule.until));
  }

  /**
   * Rows within this time after the start of each window are not judged on, since their features
   * may look back at rows learnt from; none if not given.
   *
   * @param amount a Period or Duration, not negative
   */
  public CalendarFolds embargo(TemporalAmount amount) {
    TimeLine.requireNotNegative("embargo", amount);
    return new CalendarFolds(
        new Rule(rule.k, rule.length, rule.gap, amount, rule.maxTrain, rule.until));
  }

  /**
   * Only rows within this time before the gap are learnt from; all earlier ones if not given.
   *
   * @param amount a Period or Duration, more than zero
   */
  public CalendarFolds maxTrain(TemporalAmount amount) {
    TimeLine.requirePositive("maxTrain", amount);
    return new CalendarFolds(
        new Rule(rule.k, rule.length, rule.gap, rule.embargo, Optional.of(amount), rule.until));
  }

  /**
   * The day before which the last window ends: months until a first of a month are whole months.
   */
  public CalendarFolds until(LocalDate day) {
    return new CalendarFolds(
        new Rule(rule.k, rule.length, rule.gap, rule.embargo, rule.maxTrain, Optional.of(day)));
  }

  @Override
  public List<SplitRows> rows(Table table) {
    Field field = EventTime.of(table, "calendar folds");
    requireFit(field.type());
    Column times = table.column(field.name());
    TimeLine line = TimeLine.of(field);
    try {
      ZonedDateTime end = end(times, line);
      List<SplitRows> splits = new ArrayList<>(rule.k);
      for (int fold = 0; fold < rule.k; fold++) {
        ZonedDateTime from = line.moved(end, rule.length, fold - rule.k);
        ZonedDateTime to = line.moved(end, rule.length, fold - rule.k + 1);
        splits.add(window(times, line, from, to, description(field.name(), from, to, fold)));
      }
      return List.copyOf(splits);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "Windows must lie within the calendar; "
              + rule.k
              + " of "
              + rule.length
              + " do not. Choose fewer or shorter ones.",
          e);
    }
  }

  private void requireFit(FieldType type) {
    TemporalAmount maxTrain = rule.maxTrain.orElse(Period.ZERO);
    TimeLine.requireFit(
        type,
        Map.of(
            "length", rule.length, "gap", rule.gap, "embargo", rule.embargo, "maxTrain", maxTrain));
  }

  private ZonedDateTime end(Column times, TimeLine line) {
    if (rule.until.isPresent()) {
      return rule.until.get().atStartOfDay(line.zone());
    }
    long last =
        IntStream.range(0, times.size())
            .filter(i -> !times.isMissing(i))
            .mapToLong(times::integer)
            .max()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Table must have rows with an event time for calendar folds; has none."));
    return rule.length instanceof Period || line.type() == FieldType.DATE
        ? line.at(last).toLocalDate().plusDays(1).atStartOfDay(line.zone())
        : line.at(last).plusNanos(1);
  }

  private SplitRows window(
      Column times, TimeLine line, ZonedDateTime from, ZonedDateTime to, String description) {
    ZonedDateTime trainTo = line.moved(from, rule.gap, -1);
    long trainEnd = line.value(trainTo);
    long trainStart =
        rule.maxTrain.map(m -> line.value(line.moved(trainTo, m, -1))).orElse(Long.MIN_VALUE);
    long testStart = line.value(line.moved(from, rule.embargo, 1));
    long testEnd = line.value(to);
    BitSet train = new BitSet();
    BitSet test = new BitSet();
    for (int i = 0; i < times.size(); i++) {
      if (!times.isMissing(i)) {
        long time = times.integer(i);
        train.set(i, time >= trainStart && time < trainEnd);
        test.set(i, time >= testStart && time < testEnd);
      }
    }
    return SplitRows.of(times.size(), train, test, description);
  }

  private String description(String field, ZonedDateTime from, ZonedDateTime to, int fold) {
    return "calendar by '"
        + field
        + "', fold "
        + (fold + 1)
        + " of "
        + rule.k
        + ", "
        + from.toOffsetDateTime()
        + " to "
        + to.toOffsetDateTime()
        + (rule.gap.equals(Period.ZERO) ? "" : ", gap " + rule.gap)
        + (rule.embargo.equals(Period.ZERO) ? "" : ", embargo " + rule.embargo)
        + rule.maxTrain.map(amount -> ", at most " + amount + " to learn from").orElse("");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CalendarFolds that && rule.equals(that.rule);
  }

  @Override
  public int hashCode() {
    return rule.hashCode();
  }

  @Override
  public String toString() {
    return "CalendarFolds " + rule;
  }
}
