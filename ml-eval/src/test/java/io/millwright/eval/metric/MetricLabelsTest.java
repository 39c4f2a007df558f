package io.millwright.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.eval.metric.BinaryMetrics.ZeroDivision;
import io.millwright.eval.metric.Confusion.Average;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricLabelsTest {

  @Test
  void of_everyMetricThereIs_hasALabelOfItsOwn() {
    List<String> names =
        Stream.of(AllMetrics.BINARY, AllMetrics.MULTICLASS, AllMetrics.REGRESSION)
            .flatMap(List::stream)
            .map(Metric::name)
            .distinct()
            .toList();
    assertThat(names).hasSizeGreaterThan(50);
    assertThat(names.stream().map(MetricLabels::of))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(names)
        .noneMatch(l -> l.contains("{}") || l.contains("_"));
    assertThat(MetricLabels.of("roc_auc")).isEqualTo("ROC-AUC");
  }

  @Test
  void of_thresholdOrUnknownName_isKept() {
    assertThat(MetricLabels.of(BinaryMetrics.recall(0.3).name())).isEqualTo("Recall at 0.3");
    assertThat(MetricLabels.of("own_metric")).isEqualTo("own_metric");
    assertThat(MetricLabels.of("fancy")).isEqualTo("fancy");
    assertThat(MetricLabels.of("own@7")).isEqualTo("own at 7");
  }

  @Test
  void of_settings_standWhereTheyBelong() {
    assertThat(MetricLabels.of(BinaryMetrics.precisionAt(100).name()))
        .isEqualTo("Precision of the top 100");
    assertThat(MetricLabels.of(BinaryMetrics.fBeta(2).name())).isEqualTo("F2");
    assertThat(MetricLabels.of(BinaryMetrics.fBeta(0.5, 0.3, ZeroDivision.ZERO).name()))
        .isEqualTo("F0.5, 0/0 as 0 at 0.3");
    assertThat(MetricLabels.of(BinaryMetrics.precision(0.5, ZeroDivision.ONE).name()))
        .isEqualTo("Precision, 0/0 as 1");
    assertThat(MetricLabels.of(MulticlassMetrics.f1(Average.MACRO).name())).isEqualTo("Macro F1");
    assertThat(MetricLabels.of("ndcg@10")).isEqualTo("nDCG at 10");
  }
}
