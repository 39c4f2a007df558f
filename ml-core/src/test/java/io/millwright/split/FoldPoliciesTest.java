package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for folds of every kind. */
class FoldPoliciesTest {

  private static final Table TABLE = SampleTables.random(1, 400);

  static Stream<Supplier<Folds>> kinds() {
    return Stream.of(
        () -> CrossValidation.kFold(4),
        () -> CrossValidation.kFold(4).seeded(Seed.of(3)),
        () -> CrossValidation.stratified(4),
        () -> CrossValidation.stratified(3).repeated(3, Seed.of(5)),
        () -> CrossValidation.grouped("customer", 4),
        () -> CrossValidation.stratifiedGrouped("customer", 4),
        () -> CrossValidation.stratifiedGrouped("customer", 4).seeded(Seed.of(9)),
        () -> CrossValidation.leaveOneGroupOut("customer"),
        () -> CrossValidation.leavePGroupsOut("customer", 2),
        () -> CrossValidation.timeSeries(3).gap(2).maxTrain(100).testSize(20).embargo(3),
        () ->
            CrossValidation.calendar(Period.ofWeeks(1), 3)
                .gap(Duration.ofDays(2))
                .embargo(Period.ofDays(1))
                .maxTrain(Period.ofDays(30))
                .until(LocalDate.EPOCH.plusDays(50)),
        () -> CrossValidation.purged("at", "known", 4).embargo(0.01),
        () -> CrossValidation.combinatorialPurged("at", "known", 6, 2).embargo(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rows_anyFolds_areThoseOfTheSplits(Supplier<Folds> kind) {
    Folds folds = kind.get();
    List<SplitRows> rows = folds.rows(TABLE);
    List<Split> splits = folds.split(TABLE);
    assertThat(splits).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      SplitRows row = rows.get(i);
      Split split = splits.get(i);
      assertThat(split.train().rows().toArray()).isEqualTo(row.train()).isSorted();
      assertThat(split.test().rows().toArray()).isEqualTo(row.test()).isSorted();
      assertThat(split.train().table()).isEqualTo(TABLE.take(row.train()));
      assertThat(split.test().table()).isEqualTo(TABLE.take(row.test()));
      assertThat(split.left()).isEqualTo(row.left());
      assertThat(row.train().length + row.test().length + row.left()).isEqualTo(400);
      assertThat(split.description()).isEqualTo(row.description());
    }
    assertThat(rows.stream().map(SplitRows::description).distinct()).hasSameSizeAs(rows);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void folds_madeAlike_areEqual(Supplier<Folds> kind) {
    assertThat(kind.get()).isEqualTo(kind.get()).hasSameHashCodeAs(kind.get());
    assertThat(kind.get().rows(TABLE)).isEqualTo(kind.get().rows(TABLE));
    assertThat(kinds().map(Supplier::get).filter(f -> f.equals(kind.get()))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void split_ofATrainingSet_hasNoRowOfItsHoldout(Supplier<Folds> kind) {
    Split outer = Splitter.random(0.3).split(TABLE, Seed.of(1));
    int[] whole = outer.train().rows().toArray();
    List<SplitRows> rows = kind.get().rows(outer.train().table());
    List<Split> inner = kind.get().split(outer.train());
    for (int i = 0; i < inner.size(); i++) {
      Split split = inner.get(i);
      assertThat(split.train().rows().tableFingerprint()).isEqualTo(TABLE.fingerprint());
      assertThat(split.train().rows().overlap(outer.test().rows())).isZero();
      assertThat(split.test().rows().overlap(outer.test().rows())).isZero();
      assertThat(split.test().rows().overlap(outer.train().rows()))
          .isEqualTo(split.test().rows().size());
      assertThat(split.train().rows().toArray())
          .isEqualTo(IntStream.of(rows.get(i).train()).map(p -> whole[p]).toArray());
      assertThat(split.train().table()).isEqualTo(TABLE.take(split.train().rows().toArray()));
      assertThat(split.test().table()).isEqualTo(TABLE.take(split.test().rows().toArray()));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nested_anyOuterFolds_innerHalvesHaveNoRowOfTheOuterHoldout(Supplier<Folds> kind) {
    Folds inner = CrossValidation.kFold(3).seeded(Seed.of(2));
    List<NestedSplit> nested = kind.get().nested(TABLE, inner);
    assertThat(nested.stream().map(n -> n.outer().test().rows()))
        .isEqualTo(kind.get().split(TABLE).stream().map(s -> s.test().rows()).toList());
    for (NestedSplit split : nested) {
      RowSet held = split.outer().test().rows();
      assertThat(split.inner()).hasSize(3);
      for (Split within : split.inner()) {
        assertThat(within.train().rows().overlap(held)).isZero();
        assertThat(within.test().rows().overlap(held)).isZero();
        assertThat(within.train().rows().size() + within.test().rows().size())
            .isEqualTo(split.outer().train().rows().size());
      }
    }
  }

  @Test
  void nested_innerFoldsThatDoNotFit_areRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.kFold(2).nested(TABLE, CrossValidation.kFold(201)))
        .withMessageContaining("201 with 200");
  }

  @Test
  void seeded_randomFolds_drawFromTheSeed() {
    RandomFolds folds = CrossValidation.kFold(4);
    Folds bound = folds.seeded(Seed.of(7));
    assertThat(bound.rows(TABLE)).isEqualTo(folds.rows(TABLE, Seed.of(7)));
    assertThat(bound.rows(TABLE)).isNotEqualTo(folds.rows(TABLE));
    assertThat(bound.seeded(Seed.of(8))).isEqualTo(bound);
    assertThat(folds.split(TrainingSet.ofAll(TABLE), Seed.of(7)).get(0).test().rows())
        .isEqualTo(bound.split(TABLE).get(0).test().rows());
    Folds fixed = CrossValidation.timeSeries(3);
    assertThat(fixed.seeded(Seed.of(7))).isSameAs(fixed);
  }

  @Test
  void repeated_threeTimes_holdsEachRowOutOnceInEachOfThreeDraws() {
    List<SplitRows> rows = CrossValidation.kFold(5).repeated(3, Seed.of(4)).rows(TABLE);
    assertThat(rows).hasSize(15);
    for (int repeat = 0; repeat < 3; repeat++) {
      int[] held =
          rows.subList(5 * repeat, 5 * repeat + 5).stream()
              .flatMapToInt(r -> IntStream.of(r.test()))
              .sorted()
              .toArray();
      assertThat(held).isEqualTo(FoldSplits.upTo(400));
    }
    assertThat(rows.get(0).test()).isNotEqualTo(rows.get(5).test());
    assertThat(rows.subList(10, 15))
        .isEqualTo(CrossValidation.kFold(5).rows(TABLE, Seed.of(4).derive("repeat").derive(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.kFold(5).repeated(0, Seed.of(4)));
  }

  @Test
  void splitRows_ofAnotherTable_areRefused() {
    SplitRows rows = CrossValidation.kFold(2).rows(TABLE).get(0);
    TrainingSet other = TrainingSet.ofAll(SampleTables.random(1, 399));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows.split(other))
        .withMessageContaining("400 rows that were cut; has 399");
  }

  @Test
  void splitRows_arrays_areCopies() {
    SplitRows rows = CrossValidation.kFold(2).rows(TABLE).get(0);
    rows.test()[0] = 399;
    assertThat(rows.test()[0]).isZero();
    assertThat(rows.rowCount()).isEqualTo(400);
    assertThat(rows).hasToString("k-fold, fold 1 of 2: 200 to learn from, 200 held out");
  }
}
