package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredTest {

  private static final List<String> ABC = List.of("a", "b", "c");

  private static Scored<Multiclass> two() {
    return Scored.of(
        Task.multiclass(),
        ABC,
        new double[] {2, 0},
        new double[] {0.1, 0.2, 0.7, 0.5, 0.3, 0.2},
        new double[] {1, 3});
  }

  @Test
  void multiclass_eachRow_isReadByPosition() {
    Scored<Multiclass> rows = two();
    assertThat(rows.task()).isEqualTo(Task.multiclass());
    assertThat(rows.classes()).isEqualTo(ABC);
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.target(0)).isEqualTo(2);
    assertThat(rows.weight(1)).isEqualTo(3);
    assertThat(rows.score(0)).isEqualTo(0.1);
    assertThat(rows.score(1)).isEqualTo(0.5);
    assertThat(rows.score(0, 2)).isEqualTo(0.7);
    assertThat(rows.score(1, 1)).isEqualTo(0.3);
    assertThatThrownBy(() -> rows.score(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> rows.score(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void arrays_areCopiedInAndOut() {
    double[] targets = {0, 1};
    Scored<Binary> rows = Scored.binary(targets, new double[] {0.25, 0.75});
    targets[0] = 1;
    rows.targets()[1] = 0;
    rows.scores()[1] = 0;
    rows.weights()[1] = 0;
    assertThat(rows.targets()).containsExactly(0, 1);
    assertThat(rows.scores()).containsExactly(0.25, 0.75);
    assertThat(rows.weights()).containsExactly(1, 1);
    assertThat(rows.classes()).containsExactly("negative", "positive");
  }

  @Test
  void take_rows_keepsWeightsAndScoresInThatOrder() {
    Scored<Multiclass> taken = two().take(new int[] {1, 0, 1});
    assertThat(taken.targets()).containsExactly(0, 2, 0);
    assertThat(taken.weights()).containsExactly(3, 1, 3);
    assertThat(taken.scores()).containsExactly(0.5, 0.3, 0.2, 0.1, 0.2, 0.7, 0.5, 0.3, 0.2);
    assertThatThrownBy(() -> two().take(new int[] {2}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> two().take(new int[0])).hasMessageContaining("Rows");
    assertThatThrownBy(() -> two().withWeights(new double[] {0, 1}).take(new int[] {0}))
        .hasMessageContaining("Sum of weights");
  }

  @Test
  void probabilities_boundsAreAllowedAndNotBeyond() {
    assertThat(Scored.binary(new double[] {0, 1}, new double[] {0, 1}).size()).isEqualTo(2);
    for (double p : new double[] {-1e-9, 1 + 1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Scored.binary(new double[] {0, 1}, new double[] {0.5, p}))
          .hasMessage("Probability must be from 0 to 1; was " + p + " (row 1).");
    }
    assertThatThrownBy(
            () ->
                Scored.multiclass(ABC, new double[] {0, 0}, new double[] {1, 0, 0, 0.5, 0.5, -0.5}))
        .hasMessageContaining("(row 1)");
  }

  @Test
  void targets_ofEachTask_haveTheirRange() {
    assertThatThrownBy(() -> Scored.binary(new double[] {0.5}, new double[] {0.5}))
        .hasMessage("Target must be a class position from 0 to 1 (row 0).");
    for (double target : new double[] {-1, 3, 1.5, Double.NaN}) {
      assertThatThrownBy(
              () -> Scored.multiclass(ABC, new double[] {target}, new double[] {1, 0, 0}))
          .hasMessage("Target must be a class position from 0 to 2 (row 0).");
    }
    assertThatThrownBy(() -> Scored.regression(new double[] {1, Double.NaN}, new double[2]))
        .hasMessage("Target must be finite (row 1).");
    assertThatThrownBy(
            () -> Scored.regression(new double[2], new double[] {7, Double.NEGATIVE_INFINITY}))
        .hasMessage("Predicted value must be finite; was -Infinity (row 1).");
    Scored<Regression> any = Scored.regression(new double[] {-7.5}, new double[] {12});
    assertThat(any.target(0)).isEqualTo(-7.5);
    assertThat(any.classes()).isEmpty();
  }

  @Test
  void lengths_thatDoNotFit_areToldWhole() {
    assertThatThrownBy(() -> Scored.multiclass(ABC, new double[2], new double[5]))
        .hasMessage("Scores and weights must be 6 and 2 for 2 rows; were 5 and 2.");
    assertThatThrownBy(() -> two().withWeights(new double[] {1}))
        .hasMessage("Scores and weights must be 6 and 2 for 2 rows; were 6 and 1.");
  }

  @Test
  void weights_mustBeFiniteAndNotAllZero() {
    assertThat(two().withWeights(new double[] {0, 1e-300}).weight(0)).isZero();
    for (double w : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> two().withWeights(new double[] {1, w}))
          .hasMessage("Weight must be finite and at least 0; was " + w + " (row 1).");
    }
    assertThatThrownBy(() -> two().withWeights(new double[] {0, 0}))
        .hasMessageContaining("Sum of weights must be finite and greater than 0");
  }
}
