package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.eval.metric.BinaryMetrics.ZeroDivision;
import io.millwright.model.Binary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamedMetricTest {

  private static NamedMetric<Binary> named(String name, Direction direction) {
    return new NamedMetric<>(name, direction, rows -> weights -> MetricValue.of(1));
  }

  @Test
  void equality_isByNameAndDirection() {
    NamedMetric<Binary> one = named("one", Direction.HIGHER_IS_BETTER);
    assertThat(one)
        .isEqualTo(named("one", Direction.HIGHER_IS_BETTER))
        .hasSameHashCodeAs(named("one", Direction.HIGHER_IS_BETTER))
        .isNotEqualTo(named("two", Direction.HIGHER_IS_BETTER))
        .isNotEqualTo(named("one", Direction.LOWER_IS_BETTER))
        .isNotEqualTo("one")
        .hasToString("one");
    assertThat(one.hashCode()).isNotEqualTo(named("two", Direction.HIGHER_IS_BETTER).hashCode());
  }

  @Test
  void direction_errorsAreLowerAndTheRestHigher() {
    Set<String> lower =
        Stream.of(AllMetrics.BINARY, AllMetrics.MULTICLASS, AllMetrics.REGRESSION)
            .flatMap(List::stream)
            .filter(m -> m.direction() == Direction.LOWER_IS_BETTER)
            .map(Metric::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(lower)
        .containsExactly(
            "brier",
            "log_loss",
            "mae",
            "mape",
            "mase",
            "max_error",
            "median_ae",
            "mse",
            "pinball@0.9",
            "poisson_deviance",
            "rmse",
            "rmsle",
            "smape",
            "wmape");
    assertThat(Direction.HIGHER_IS_BETTER.gain(3, 1)).isEqualTo(2);
    assertThat(Direction.LOWER_IS_BETTER.gain(3, 1)).isEqualTo(-2);
  }

  @Test
  void names_settings_areInThem() {
    assertThat(BinaryMetrics.accuracy(0.3).name()).isEqualTo("accuracy@0.3");
    assertThat(BinaryMetrics.balancedAccuracy(0.3).name()).isEqualTo("balanced_accuracy@0.3");
    assertThat(BinaryMetrics.precision(0.3).name()).isEqualTo("precision@0.3");
    assertThat(BinaryMetrics.f1(0.3).name()).isEqualTo("f1@0.3");
    assertThat(BinaryMetrics.specificity(0.5).name()).isEqualTo("specificity");
    assertThat(BinaryMetrics.fBeta(0.5).name()).isEqualTo("f0.5");
    assertThat(BinaryMetrics.fBeta(2, 0.3, ZeroDivision.ONE).name()).isEqualTo("f2_or_1@0.3");
    assertThat(BinaryMetrics.precisionAt(1).name()).isEqualTo("precision_top@1");
    assertThat(BinaryMetrics.recallAt(1).name()).isEqualTo("recall_top@1");
    assertThat(BinaryMetrics.lift(1).name()).isEqualTo("lift_top@1.0");
    assertThat(BinaryMetrics.recallAtFalsePositiveRate(1).name()).isEqualTo("recall_at_fpr@1.0");
    assertThat(MulticlassMetrics.topAccuracy(1).name()).isEqualTo("top_accuracy@1");
  }

  @Test
  void values_eachKind_isMatchedOnce() {
    String two = MetricValue.of(2).match(v -> "is " + v, r -> "not " + r);
    assertThat(two).isEqualTo("is 2.0");
    String none = MetricValue.undefined("so").match(v -> "is " + v, r -> "not " + r);
    assertThat(none).isEqualTo("not so");
    assertThat(MetricValue.of(2).orElse(7)).isEqualTo(2);
    assertThat(MetricValue.undefined("so").orElse(7)).isEqualTo(7);
    assertThat(MetricValue.of(Double.NaN)).isEqualTo(MetricValue.undefined("the sum overflows"));
    assertThat(MetricValue.ratio(1, 0, "none")).isEqualTo(MetricValue.undefined("none"));
    assertThatThrownBy(() -> new MetricValue.Defined(Double.NaN)).hasMessageContaining("Metric");
    assertThatThrownBy(() -> new MetricValue.Undefined(" ")).hasMessageContaining("Reason");
  }
}
