package io.millwright.eda;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.schema.FieldType;
import io.millwright.table.LongColumn;
import java.time.Duration;
import java.util.BitSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeCoverageTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static TimeCoverage hours(long... hours) {
    long[] nanos = LongStream.of(hours).map(h -> h * HOUR * 1_000_000).toArray();
    return TimeCoverage.of(LongColumn.of(FieldType.TIMESTAMP, nanos, new BitSet()));
  }

  private static TimeCoverage days(BitSet missing, long... days) {
    return TimeCoverage.of(LongColumn.of(FieldType.DATE, days, missing));
  }

  @Test
  void regular_hoursLeftOut_areGapsWithTheirSteps() {
    long[] hours = LongStream.range(0, 100).filter(h -> h < 40 || h > 43).toArray();
    TimeCoverage time = hours(hours);
    assertThat(time.isRegular()).isTrue();
    assertThat(time.step()).isEqualTo(HOUR);
    assertThat(time.gaps()).containsExactly(new TimeCoverage.Gap(39 * HOUR, 44 * HOUR, 4));
  }

  @Test
  void irregular_oneLongPause_isTheOnlyGap() {
    long[] hours =
        LongStream.range(0, 200).map(i -> i * i % 7 + 9 * i + (i > 150 ? 5000 : 0)).toArray();
    TimeCoverage time = hours(hours);
    assertThat(time.isRegular()).isFalse();
    assertThat(time.gaps()).hasSize(1);
    assertThat(time.gaps().get(0).absent()).isZero();
  }

  @Test
  void rows_byPeriod_addUpAndStartWhereTheySay() {
    TimeCoverage time = days(new BitSet(), 0, 0, 1, 3, 365);
    assertThat(time.period()).isEqualTo(Duration.ofDays(7).toMillis());
    double[] rows = time.rows();
    assertThat(rows).hasSize(time.periods());
    assertThat(rows[0]).isEqualTo(4);
    assertThat(rows[rows.length - 1]).isEqualTo(1);
    assertThat(time.start(0)).isZero();
    assertThat(time.periodOf(Duration.ofDays(365).toMillis())).isEqualTo(rows.length - 1);
  }

  @Test
  void beforeTheEpochAndMissing_areCountedRight() {
    BitSet missing = new BitSet();
    missing.set(1);
    TimeCoverage time = days(missing, -3, 0, -1, -2);
    assertThat(time.instants()).isEqualTo(3);
    assertThat(TimeCoverage.text(time.first())).isEqualTo("1969-12-29");
    assertThat(time.gaps()).isEmpty();
    BitSet all = new BitSet();
    all.set(0, 2);
    assertThat(days(all, 0, 0).isEmpty()).isTrue();
  }

  @Test
  void longestRange_ofTimestamps_hasFewPeriods() {
    TimeCoverage time =
        TimeCoverage.of(
            LongColumn.of(
                FieldType.TIMESTAMP, new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, new BitSet()));
    assertThat(time.periods()).isLessThanOrEqualTo(122);
    assertThat(days(new BitSet(), -300_000_000L, 300_000_000L).periods()).isLessThanOrEqualTo(122);
  }

  @Test
  void length_inWords_isShort() {
    assertThat(TimeCoverage.length(HOUR)).isEqualTo("1 hour");
    assertThat(TimeCoverage.length(37 * HOUR)).isEqualTo("37 hours");
    assertThat(TimeCoverage.length(14 * 24 * HOUR)).isEqualTo("2 weeks");
    assertThat(TimeCoverage.length(HOUR / 4)).isEqualTo("15 minutes");
    assertThat(TimeCoverage.length(12)).isEqualTo("12 ms");
  }
}
