package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreeWaySplitTest {

  private static final Table TABLE = SampleTables.random(2, 500);

  private static void checkWhole(ThreeWaySplit split) {
    RowSet train = split.train().rows();
    RowSet validation = split.validation().rows();
    RowSet test = split.test().rows();
    assertThat(train.overlap(validation) + train.overlap(test) + validation.overlap(test)).isZero();
    assertThat(train.size() + validation.size() + test.size() + split.left()).isEqualTo(500);
    assertThat(split.train().table()).isEqualTo(TABLE.take(train.toArray()));
    assertThat(split.validation().table()).isEqualTo(TABLE.take(validation.toArray()));
    assertThat(split.test().table()).isEqualTo(TABLE.take(test.toArray()));
  }

  private static long earliest(HoldoutSet rows) {
    Column at = rows.table().column("at");
    return IntStream.range(0, at.size()).mapToLong(at::integer).min().orElseThrow();
  }

  private static long latest(Table rows) {
    Column at = rows.column("at");
    return IntStream.range(0, at.size()).mapToLong(at::integer).max().orElseThrow();
  }

  @Test
  void of_randomCuts_haveTheirShares() {
    ThreeWaySplit split =
        ThreeWaySplit.of(
            TABLE,
            Splitter.random(0.2).seeded(Seed.of(1)),
            Splitter.random(0.25).seeded(Seed.of(1)));
    checkWhole(split);
    assertThat(split.train().rows().size()).isEqualTo(300);
    assertThat(split.validation().rows().size()).isEqualTo(100);
    assertThat(split.test().rows().size()).isEqualTo(100);
    assertThat(split.description())
        .isEqualTo("test random 20 %, seed 1; validation random 25 %, seed 1");
  }

  @Test
  void of_timeCutsWithGaps_followEachOther() {
    Splitter latest = Splitter.latest("at", 0.2).gap(Duration.ofDays(3));
    ThreeWaySplit split = ThreeWaySplit.of(TABLE, latest, latest);
    checkWhole(split);
    assertThat(latest(split.train().table()) + 3 * SampleTables.DAY)
        .isLessThan(earliest(split.validation()));
    assertThat(latest(split.validation().table()) + 3 * SampleTables.DAY)
        .isLessThan(earliest(split.test()));
    assertThat(split.left()).isGreaterThan(TABLE.column("at").missingCount());
  }

  @Test
  void of_groupsThenTail_mixesKinds() {
    ThreeWaySplit split =
        ThreeWaySplit.of(
            TABLE, Splitter.grouped("customer", 0.3).seeded(Seed.of(3)), Splitter.tail(0.5));
    checkWhole(split);
    int[] train = split.train().rows().toArray();
    assertThat(train[train.length - 1]).isLessThan(split.validation().rows().toArray()[0]);
  }

  @Test
  void parts_withACommonRow_areRefused() {
    Split split = Splitter.tail(0.5).split(TABLE);
    Split other = Splitter.tail(0.6).split(TABLE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThreeWaySplit(split.train(), split.test(), other.test(), "x", 0))
        .withMessage("Parts of a split must have no common row; had 300.");
  }

  @Test
  void tail_anyShare_isRoundedUp() {
    Table ten = TABLE.take(FoldSplits.upTo(10));
    assertThat(Splitter.tail(0.01).split(ten).test().rows().toArray()).containsExactly(9);
    assertThat(Splitter.tail(0.25).split(ten).test().rows().toArray()).containsExactly(7, 8, 9);
    assertThat(Splitter.tail(0.25)).isEqualTo(Splitter.tail(0.25));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splitter.tail(0.95).split(ten))
        .withMessageContaining("none to learn from (last 95 %");
    assertThatIllegalArgumentException().isThrownBy(() -> Splitter.tail(1));
  }

  @Test
  void splitter_madeAlike_isEqual() {
    assertThat(Splitter.latest("at", 0.2).gap(Duration.ofDays(1)))
        .isEqualTo(Splitter.latest("at", 0.2).gap(Duration.ofDays(1)))
        .hasSameHashCodeAs(Splitter.latest("at", 0.2).gap(Duration.ofDays(1)))
        .isNotEqualTo(Splitter.latest("at", 0.2));
    assertThat(Splitter.random(0.2).seeded(Seed.of(1)))
        .isEqualTo(Splitter.random(0.2).seeded(Seed.of(1)))
        .isNotEqualTo(Splitter.random(0.2).seeded(Seed.of(2)));
  }

  @Test
  void split_ofATrainingSetWithASeed_isWithinIt() {
    Split outer = Splitter.tail(0.4).split(TABLE);
    Split inner = Splitter.stratified(0.3).split(outer.train(), Seed.of(1));
    assertThat(inner.test().rows().overlap(outer.test().rows())).isZero();
    assertThat(inner.test().rows().overlap(outer.train().rows()))
        .isEqualTo(inner.test().rows().size());
  }
}
