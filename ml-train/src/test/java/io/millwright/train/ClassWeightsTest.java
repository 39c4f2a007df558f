package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {

  private static final List<String> LABELS = List.of("b", "a", "b", "b");

  @Test
  void balanced_handCase_makesClassesCountAlike() {
    ClassWeights weights = ClassWeights.balanced(LABELS);
    assertThat(weights.weights()).containsExactly(Map.entry("a", 2.0), Map.entry("b", 4 / 6.0));
    assertThat(Arrays.stream(weights.ofRows(LABELS)).sum()).isEqualTo(4, within(1e-15));
    assertThat(weights).hasToString("ClassWeights {a=2.0, b=0.6666666666666666}");
  }

  @Test
  void balanced_rowWeights_count() {
    ClassWeights weights = ClassWeights.balanced(LABELS, new double[] {1, 6, 0, 1});
    assertThat(weights.of("a")).isEqualTo(8 / 12.0);
    assertThat(weights.of("b")).isEqualTo(8 / 4.0);
  }

  @Test
  void of_unnamedClass_countsOne() {
    assertThat(ClassWeights.of(Map.of("a", 0.0)).ofRows(LABELS)).containsExactly(1, 0, 1, 1);
  }

  @Test
  void balancedRows_isTheProduct() {
    assertThat(ClassWeights.balancedRows(List.of(LABELS, List.of("x", "x", "y", "y"))))
        .containsExactly(4 / 6.0, 2, 4 / 6.0, 4 / 6.0);
  }

  @Test
  void faultyInput_isRefused() {
    assertThatThrownBy(() -> ClassWeights.balanced(List.of())).hasMessageContaining("Rows");
    assertThatThrownBy(() -> ClassWeights.balanced(LABELS, new double[3]))
        .hasMessageContaining("4, one for each row");
    assertThatThrownBy(() -> ClassWeights.balanced(LABELS, new double[] {1, 1, -1, 1}))
        .hasMessageContaining("row 2");
    assertThatThrownBy(() -> ClassWeights.balanced(LABELS, new double[] {1, 0, 1, 1}))
        .hasMessageContaining("Weight of the rows of a class");
    assertThatThrownBy(() -> ClassWeights.of(Map.of("a", Double.NaN)))
        .hasMessageContaining("Weight of a class");
    assertThatThrownBy(() -> ClassWeights.balancedRows(List.of())).hasMessageContaining("Columns");
    assertThatThrownBy(() -> ClassWeights.balancedRows(List.of(LABELS, List.of("a"))))
        .hasMessageContaining("4 like those of the first");
  }
}
