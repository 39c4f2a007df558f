package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricLabelsTest {

  @Test
  void of_everyMetricThereIs_hasALabelOfItsOwn() {
    List<String> names =
        Stream.of(
                BinaryMetrics.accuracy(),
                BinaryMetrics.balancedAccuracy(),
                BinaryMetrics.precision(),
                BinaryMetrics.recall(),
                BinaryMetrics.f1(),
                BinaryMetrics.rocAuc(),
                BinaryMetrics.averagePrecision(),
                BinaryMetrics.logLoss(),
                BinaryMetrics.brier(),
                MulticlassMetrics.macroF1(),
                MulticlassMetrics.rocAuc(),
                RegressionMetrics.mae(),
                RegressionMetrics.rmse(),
                RegressionMetrics.r2())
            .map(Metric::name)
            .toList();
    assertThat(names.stream().map(MetricLabels::of))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(names);
    assertThat(MetricLabels.of("roc_auc")).isEqualTo("ROC-AUC");
  }

  @Test
  void of_thresholdOrUnknownName_isKept() {
    assertThat(MetricLabels.of(BinaryMetrics.recall(0.3).name())).isEqualTo("Recall at 0.3");
    assertThat(MetricLabels.of("own_metric")).isEqualTo("own_metric");
  }
}
