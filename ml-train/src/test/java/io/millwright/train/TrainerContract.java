package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.Scorers;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Column;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every trainer keeps, whatever it learns. */
abstract class TrainerContract<P extends Prediction> {

  /** A small, quick recipe. */
  abstract Trainer<P> trainer();

  /** Whether it learns anything from features; baselines do not. */
  boolean usesFeatures() {
    return true;
  }

  /** Whether missing values are kept. */
  boolean acceptsMissing() {
    return true;
  }

  /** Whether a weight of two is the same as the row twice, up to this tolerance; NaN if not. */
  double weightTolerance() {
    return 1e-6;
  }

  private int classes() {
    return switch (trainer().task().kind()) {
      case BINARY -> 2;
      case MULTICLASS -> 3;
      case REGRESSION -> 0;
    };
  }

  private Table table(long seed, int rows) {
    return Samples.table(seed, rows, classes(), 0);
  }

  private double[] scores(Table train, Table rows) {
    return Samples.scores(Samples.fit(trainer(), train), Samples.data(rows));
  }

  @Test
  void fit_sameSeed_givesTheSameBits() {
    Table table = table(21, 300);
    TrainedPipeline<P> a = fit(table);
    TrainedPipeline<P> b = fit(table);
    assertThat(b.identity()).isEqualTo(a.identity());
    assertThat(b.record()).isEqualTo(a.record());
    assertThat(a.record().trainer()).isEqualTo(trainer().name());
    assertThat(a.record().settings()).containsEntry("features.standardize", "false");
    assertThat(a.record().trainedAt()).isEqualTo(Instant.EPOCH);
  }

  private TrainedPipeline<P> fit(Table table) {
    return Pipeline.of(new RawNumbers(false), trainer())
        .fit(
            TrainingSet.ofAll(table),
            Seed.of(9),
            Progress.SILENT,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  @Test
  void fit_stored_readsBackToTheSameScores() {
    Table table = table(22, 200);
    Scorer scorer = Samples.fit(trainer(), table);
    Scorer back = Scorers.read(scorer.stored());
    TrainingData rows = Samples.data(table(23, 200));
    assertThat(Samples.scores(back, rows)).containsExactly(Samples.scores(scorer, rows));
  }

  @Test
  void scores_areOfTheTask() {
    Table table = table(24, 300);
    Scorer scorer = Samples.fit(trainer(), table);
    TrainingData data = Samples.data(table);
    for (int i = 0; i < data.rows(); i++) {
      double[] out = Samples.score(scorer, data, i);
      assertThat(out.length).isEqualTo(trainer().task().outputs(data.classes()));
      if (trainer().task().kind() != Task.Kind.REGRESSION) {
        assertThat(Arrays.stream(out)).allMatch(p -> p >= 0 && p <= 1);
      }
      if (trainer().task().kind() == Task.Kind.MULTICLASS) {
        assertThat(Arrays.stream(out).sum())
            .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
      }
    }
  }

  @Test
  void fit_constantColumn_isLearntWithout() {
    Table table = table(25, 200);
    double[] same = new double[200];
    Arrays.fill(same, 0.1);
    double[] scores = scores(table.with("f1", NumericColumn.of(same)), table);
    assertThat(Arrays.stream(scores)).allMatch(Double::isFinite);
  }

  @Test
  void fit_oneClassOnly_isRefused() {
    Assumptions.assumeTrue(usesFeatures() && classes() > 0, "only for classifiers");
    Table table = table(26, 200);
    Table one = table.filter(i -> table.column("y").integer(i) == 1);
    assertThatThrownBy(() -> Samples.fit(trainer(), one))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("at least two classes");
  }

  @Test
  void fit_noRows_isRefused() {
    assertThatThrownBy(() -> fit(table(27, 10).take(new int[0])))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("at least one row");
  }

  @Test
  void fit_singleRow_isRefusedOrFinite() {
    Table table = table(28, 1);
    if (usesFeatures() && classes() > 0) {
      assertThatThrownBy(() -> Samples.fit(trainer(), table)).isInstanceOf(TrainingException.class);
    } else {
      assertThat(Arrays.stream(scores(table, table))).allMatch(Double::isFinite);
    }
  }

  @Test
  void fit_columnWithoutAnyValue_isRefusedByName() {
    Assumptions.assumeTrue(usesFeatures());
    double[] none = new double[100];
    Arrays.fill(none, Double.NaN);
    Table table = table(29, 100).with("f2", NumericColumn.of(none));
    assertThatThrownBy(() -> Samples.fit(trainer(), table))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("'f2'")
        .hasMessageContaining("at least one training row");
  }

  @Test
  void fit_missingValues_areKeptOrRefusedByName() {
    Table table = Samples.table(30, 200, classes(), 0.1);
    if (acceptsMissing()) {
      Scorer scorer = Samples.fit(trainer(), table);
      assertThat(scorer.acceptsMissing()).isTrue();
      assertThat(Arrays.stream(Samples.scores(scorer, Samples.data(table))))
          .allMatch(Double::isFinite);
    } else {
      assertThatThrownBy(() -> Samples.fit(trainer(), table))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("f0")
          .hasMessageContaining("Impute");
    }
  }

  @Test
  void fit_infiniteFeature_isRefusedByName() {
    double[] values = new double[100];
    values[7] = Double.NEGATIVE_INFINITY;
    Table table = table(31, 100).with("f3", NumericColumn.of(values));
    assertThatThrownBy(() -> Samples.fit(trainer(), table))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("'f3'")
        .hasMessageContaining("row 7");
  }

  @Test
  void fit_weightOfTwo_isTheRowTwice() {
    Assumptions.assumeFalse(Double.isNaN(weightTolerance()), "draws rows");
    int rows = 300;
    Table plain = table(32, rows);
    int[] twice = new int[rows + rows / 3];
    double[] weights = new double[rows];
    int at = 0;
    for (int i = 0; i < rows; i++) {
      weights[i] = i % 3 == 0 ? 2 : 1;
      for (int n = 0; n < weights[i]; n++) {
        twice[at++] = i;
      }
    }
    double[] byWeight = scores(weighted(plain, weights), plain);
    double[] byRows = scores(plain.take(twice), plain);
    for (int i = 0; i < byRows.length; i++) {
      assertThat(byWeight[i])
          .isCloseTo(byRows[i], org.assertj.core.data.Offset.offset(weightTolerance()));
    }
  }

  @Test
  void fit_badWeight_isRefused() {
    Table plain = table(33, 10);
    double[] weights = new double[10];
    assertThatThrownBy(() -> Samples.fit(trainer(), weighted(plain, weights)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("sum greater than 0");
    weights[4] = -1;
    assertThatThrownBy(() -> Samples.fit(trainer(), weighted(plain, weights)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("row 4");
  }

  private static Table weighted(Table table, double[] weights) {
    Schema schema = table.schema().edit().weight("w").build();
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(NumericColumn.of(weights));
    return Table.of(schema, columns);
  }

  @Test
  void fit_labelOfAnotherKind_isRefused() {
    Table other = Samples.table(34, 50, classes() == 0 ? 2 : 0, 0);
    assertThatThrownBy(
            () ->
                Pipeline.of(new RawNumbers(false), trainer())
                    .fit(TrainingSet.ofAll(other), Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must suit the label");
  }
}
