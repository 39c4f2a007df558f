package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.linear.LinearScorer;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearModelsTest {

  @Test
  void leastSquares_exactLine_isFound() {
    Table table =
        Table.of(
            Schema.builder().numeric("a").numeric("b").realLabel("y").build(),
            List.of(
                NumericColumn.of(1, 2, 3, 4),
                NumericColumn.of(1, 0, 0, 1),
                NumericColumn.of(10, 8, 11, 19)));
    LinearScorer scorer =
        (LinearScorer) Samples.fit(LinearRegression.regression(o -> o.l2(0)), table);
    // y = 3a + 5b + 2.
    assertThat(scorer.weight(0, 0)).isCloseTo(3, within(1e-12));
    assertThat(scorer.weight(0, 1)).isCloseTo(5, within(1e-12));
    assertThat(scorer.intercept(0)).isCloseTo(2, within(1e-12));
  }

  @Test
  void ridge_oneFeature_isHandComputed() {
    Table table =
        Table.of(
            Schema.builder().numeric("a").realLabel("y").build(),
            List.of(NumericColumn.of(-1, 0, 1), NumericColumn.of(1, 3, 5)));
    LinearScorer scorer = (LinearScorer) Samples.fit(LinearRegression.regression(), table);
    // Sxy / (Sxx + 1) = 4 / 3.
    assertThat(scorer.weight(0, 0)).isCloseTo(4.0 / 3, within(1e-15));
    assertThat(scorer.intercept(0)).isCloseTo(3, within(1e-15));
  }

  @Test
  void leastSquares_dependentFeatures_areRefusedByName() {
    Table table =
        Table.of(
            Schema.builder().numeric("a").numeric("double").realLabel("y").build(),
            List.of(
                NumericColumn.of(1, 2, 3.3),
                NumericColumn.of(2, 4, 6.6),
                NumericColumn.of(1, 3, 5)));
    assertThatThrownBy(() -> Samples.fit(LinearRegression.regression(o -> o.l2(0)), table))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("'double'");
  }

  @Test
  void logistic_twoPoints_solvesItsEquation() {
    Table table =
        Table.of(
            Schema.builder().numeric("a").integer("y").build().edit().binaryLabel("y", "1").build(),
            List.of(
                NumericColumn.of(-1, 1),
                LongColumn.of(FieldType.INTEGER, new long[] {0, 1}, new BitSet())));
    LinearScorer scorer = (LinearScorer) Samples.fit(LogisticRegression.binary(), table);
    // By symmetry b = 0 and w = 2 / (1 + exp(w)).
    double w = scorer.weight(0, 0);
    assertThat(scorer.intercept(0)).isCloseTo(0, within(1e-9));
    assertThat(w).isCloseTo(2 / (1 + Math.exp(w)), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 0.01", "4, 1", "4, 100"})
  void logistic_anyData_endsWhereTheSlopeIsZero(int classes, double l2) {
    Table table = Samples.table(41, 500, classes, 0);
    TrainingData data = Samples.data(table);
    Trainer<?> trainer =
        classes == 2
            ? LogisticRegression.binary(o -> o.l2(l2))
            : LogisticRegression.multiclass(o -> o.l2(l2));
    LinearScorer scorer = (LinearScorer) Samples.fit(trainer, table);
    for (int k = 0; k < scorer.outputs(); k++) {
      double intercept = 0;
      double[] slope = new double[Samples.WIDTH];
      for (int i = 0; i < data.rows(); i++) {
        int target = (int) data.target(i);
        double truth = classes == 2 ? target : target == k ? 1 : 0;
        double residual = Samples.score(scorer, data, i)[k] - truth;
        intercept += residual;
        for (int j = 0; j < slope.length; j++) {
          slope[j] += residual * data.value(i, j);
        }
      }
      assertThat(intercept).isCloseTo(0, within(1e-5));
      for (int j = 0; j < slope.length; j++) {
        assertThat(slope[j] + l2 * scorer.weight(k, j)).isCloseTo(0, within(1e-5));
      }
    }
  }

  @Test
  void logistic_featuresOfVeryDifferentScale_stillEnds() {
    Table table = Samples.table(42, 400, 2, 0);
    double[] huge = ((NumericColumn) table.column("f0")).toArray();
    double[] tiny = ((NumericColumn) table.column("f1")).toArray();
    for (int i = 0; i < huge.length; i++) {
      huge[i] = huge[i] * 1e6 + 3e6;
      tiny[i] *= 1e-4;
    }
    Table scaled = table.with("f0", NumericColumn.of(huge)).with("f1", NumericColumn.of(tiny));
    LinearScorer scorer = (LinearScorer) Samples.fit(LogisticRegression.binary(), scaled);
    assertThat(Math.abs(scorer.weight(0, 0))).isBetween(1e-9, 1e-4);
  }

  @Test
  void options_outOfRange_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> LogisticRegression.binary(o -> o.l2(0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.regression(o -> o.l2(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.binary(o -> o.l2(1).l2(1)));
  }
}
