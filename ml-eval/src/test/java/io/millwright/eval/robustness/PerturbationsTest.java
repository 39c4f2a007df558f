package io.millwright.eval.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.TextColumn;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PerturbationsTest {

  private static final Seed SEED = Seed.of(11);
  private static final int ROWS = 4000;

  private static Field field(FieldType type, boolean optional) {
    return new Field("f", type, Role.FEATURE, optional, Optional.empty(), Optional.empty());
  }

  private static NumericColumn numbers() {
    double[] values = new double[ROWS];
    Arrays.setAll(values, i -> i % 2 == 0 ? 10 : 14);
    values[3] = Double.POSITIVE_INFINITY;
    BitSet missing = new BitSet();
    missing.set(5);
    return NumericColumn.of(values, missing);
  }

  private static CategoricalColumn words() {
    int[] codes = new int[ROWS];
    Arrays.setAll(codes, i -> i == 7 ? -1 : i % 3);
    return CategoricalColumn.of(codes, List.of("a", "b", "c", "unseen"));
  }

  private static Column apply(Perturbation p, Column column, double strength) {
    return p.apply(field(column.type(), true), column, strength, SEED);
  }

  private static double changed(Column before, Column after) {
    return IntStream.range(0, ROWS)
            .filter(i -> !before.take(new int[] {i}).equals(after.take(new int[] {i})))
            .count()
        / (double) ROWS;
  }

  @Test
  void noise_hasTheStrengthInStandardDeviations() {
    NumericColumn before = numbers();
    assertThat(Numbers.deviation(before)).isCloseTo(2, within(0.01));
    Column after = apply(Perturbations.noise(), before, 0.5);
    double[] moves =
        IntStream.range(0, ROWS)
            .filter(i -> i != 3 && i != 5)
            .mapToDouble(i -> after.number(i) - before.number(i))
            .toArray();
    assertThat(Arrays.stream(moves).average().orElseThrow()).isCloseTo(0, within(0.07));
    assertThat(Math.sqrt(Arrays.stream(moves).map(m -> m * m).average().orElseThrow()))
        .isCloseTo(1, within(0.05));
    assertThat(after.number(3)).isInfinite();
    assertThat(after.isMissing(5)).isTrue();
    Column twice = apply(Perturbations.noise(), before, 1);
    assertThat(twice.number(0) - 10).isCloseTo(2 * (after.number(0) - 10), within(1e-12));
    assertThat(apply(Perturbations.noise(), before, 0.5)).isEqualTo(after);
  }

  @Test
  void noise_onWholeNumbers_keepsThemWhole() {
    long[] values = new long[ROWS];
    Arrays.setAll(values, i -> i % 9);
    LongColumn before = LongColumn.of(FieldType.INTEGER, values, new BitSet());
    Column after = apply(Perturbations.noise(), before, 1);
    assertThat(after.type()).isEqualTo(FieldType.INTEGER);
    assertThat(changed(before, after)).isBetween(0.7, 0.95);
    Column inside = Numbers.within(before, after, 0, 8);
    assertThat(IntStream.range(0, ROWS).mapToLong(inside::integer).min()).hasValue(0);
    assertThat(IntStream.range(0, ROWS).mapToLong(inside::integer).max()).hasValue(8);
  }

  @Test
  void range_leavesUnchangedValuesOutside() {
    NumericColumn before = NumericColumn.of(-5, 1);
    Column after = Numbers.within(before, NumericColumn.of(-5, -2), 0, 1);
    assertThat(after).isEqualTo(NumericColumn.of(-5, 0));
  }

  @Test
  void rounded_isToMultiplesOfTheStep() {
    NumericColumn before = NumericColumn.of(0, 1, 2, 3, 4);
    double step = Numbers.deviation(before);
    Column after = apply(Perturbations.rounded(), before, 1);
    for (int i = 0; i < 5; i++) {
      assertThat(after.number(i) / step).isCloseTo(Math.rint(after.number(i) / step), within(1e-9));
      assertThat(after.number(i)).isCloseTo(before.number(i), within(step / 2 + 1e-9));
    }
  }

  @Test
  void missing_takesTheShareAndMoreOfTheSameRows() {
    Column before = words();
    Column few = apply(Perturbations.missing(), before, 0.1);
    Column many = apply(Perturbations.missing(), before, 0.3);
    assertThat(few.missingCount()).isBetween(330, 480);
    assertThat(many.missingCount()).isBetween(1080, 1330);
    assertThat(IntStream.range(0, ROWS).filter(few::isMissing).allMatch(many::isMissing)).isTrue();
    assertThat(apply(Perturbations.missing(), numbers(), 1).missingCount()).isEqualTo(ROWS);
    BitSet trues = new BitSet();
    trues.set(0, 5);
    Column flags = BooleanColumn.of(10, trues, new BitSet());
    assertThat(apply(Perturbations.missing(), flags, 1).missingCount()).isEqualTo(10);
    long[] days = new long[10];
    Column dates = LongColumn.of(FieldType.DATE, days, new BitSet());
    assertThat(apply(Perturbations.missing(), dates, 1).missingCount()).isEqualTo(10);
    assertThat(Perturbations.missing().suits(field(FieldType.NUMERIC, false), numbers())).isFalse();
  }

  @Test
  void swapped_givesAnotherPresentValue() {
    CategoricalColumn before = words();
    CategoricalColumn after = (CategoricalColumn) apply(Perturbations.swapped(), before, 0.5);
    assertThat(changed(before, after)).isBetween(0.46, 0.54);
    assertThat(IntStream.range(0, ROWS).mapToObj(after::string).distinct())
        .containsExactlyInAnyOrder("a", "b", "c", "");
    assertThat(after.isMissing(7)).isTrue();
    CategoricalColumn all = (CategoricalColumn) apply(Perturbations.swapped(), before, 1);
    assertThat(changed(before, all)).isEqualTo((ROWS - 1.0) / ROWS);
    BitSet trues = new BitSet();
    trues.set(0, 3);
    Column flags = BooleanColumn.of(5, trues, new BitSet());
    Column flipped = apply(Perturbations.swapped(), flags, 1);
    assertThat(IntStream.range(0, 5).mapToLong(flipped::integer))
        .containsExactly(0L, 0L, 0L, 1L, 1L);
    Column constant = CategoricalColumn.of(new int[] {0, 0}, List.of("a", "b"));
    assertThat(Perturbations.swapped().suits(field(FieldType.CATEGORICAL, true), constant))
        .isFalse();
  }

  @Test
  void unseen_isAValueNoRowHas() {
    CategoricalColumn before = words();
    CategoricalColumn after = (CategoricalColumn) apply(Perturbations.unseen(), before, 0.2);
    assertThat(changed(before, after)).isBetween(0.17, 0.23);
    assertThat(after.dictionary()).endsWith("unseen'");
    assertThat(before.dictionary()).doesNotContain("unseen'");
  }

  @Test
  void strengths_withoutMeaning_areRefused() {
    assertThatThrownBy(() -> apply(Perturbations.noise(), numbers(), 0))
        .hasMessage("Strength of noise must be finite and greater than 0; was 0.0.");
    assertThatThrownBy(() -> apply(Perturbations.missing(), numbers(), 1.5))
        .hasMessageContaining("Share must be a share");
    Column text = TextColumn.of(List.of("x"));
    assertThat(
            List.of(
                Perturbations.noise(),
                Perturbations.rounded(),
                Perturbations.missing(),
                Perturbations.swapped(),
                Perturbations.unseen()))
        .noneMatch(p -> p.suits(field(FieldType.TEXT, true), text));
    Column constant = NumericColumn.of(2, 2);
    assertThat(Perturbations.noise().suits(field(FieldType.NUMERIC, true), constant)).isFalse();
  }
}
