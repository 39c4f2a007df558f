package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.model.Task;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  private static double[] learn(Trainer<?> trainer, Schema.Builder schema, NumericColumn y) {
    Table table = Table.of(schema.build(), List.of(NumericColumn.of(new double[y.size()]), y));
    return Samples.score(Samples.fit(trainer, table), Samples.data(table), 0);
  }

  private static Table classes(boolean binary, long... labels) {
    Schema plain = Schema.builder().numeric("x").integer("y").build();
    return Table.of(
        binary
            ? plain.edit().binaryLabel("y", "1").build()
            : plain.edit().multiclassLabel("y").build(),
        List.of(
            NumericColumn.of(new double[labels.length]),
            LongColumn.of(FieldType.INTEGER, labels, new BitSet())));
  }

  private static double[] first(Trainer<?> trainer, Table table) {
    return Samples.score(Samples.fit(trainer, table), Samples.data(table), 0);
  }

  @Test
  void prior_isTheShareOfEachClass() {
    assertThat(first(Baselines.prior(), classes(true, 1, 0, 0, 0))).containsExactly(0.25);
    assertThat(first(Baselines.prior(Task.multiclass()), classes(false, 3, 1, 1, 2, 3, 3, 3, 2)))
        .containsExactly(0.25, 0.25, 0.5);
  }

  @Test
  void majority_isTheMostFrequentClass() {
    assertThat(first(Baselines.majority(), classes(true, 1, 0, 1))).containsExactly(1);
    assertThat(first(Baselines.majority(), classes(true, 1, 0))).containsExactly(0);
    assertThat(first(Baselines.majority(Task.multiclass()), classes(false, 5, 7, 7)))
        .containsExactly(0, 1);
  }

  @Test
  void meanAndMedian_areThoseOfTheLabel() {
    NumericColumn y = NumericColumn.of(1, 2, 3, 10);
    assertThat(learn(Baselines.mean(), real(), y)).containsExactly(4);
    assertThat(learn(Baselines.median(), real(), y)).containsExactly(2.5);
    assertThat(learn(Baselines.median(), real(), NumericColumn.of(5, 1, 9))).containsExactly(5);
  }

  private static Schema.Builder real() {
    return Schema.builder().numeric("x").realLabel("y");
  }

  @Test
  void prior_ofRegression_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Baselines.prior(Task.regression()))
        .withMessageContaining("mean()");
  }
}
