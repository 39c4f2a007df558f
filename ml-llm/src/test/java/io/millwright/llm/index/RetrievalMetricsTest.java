package io.millwright.llm.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {

  @Test
  void ndcg_gradedCaseOfHaystack_is06592() {
    RetrievalMetrics metrics =
        RetrievalMetrics.of(
            List.of("doc1", "doc2", "doc3", "doc4", "doc5"),
            Map.of("doc1", 3, "doc2", 2, "doc3", 3, "doc6", 2, "doc7", 3, "doc8", 2));
    assertThat(metrics.ndcg10()).isCloseTo(0.6592, within(5e-5));
  }

  @Test
  void ndcg_binaryCaseOfHaystack_is09197() {
    RetrievalMetrics metrics =
        RetrievalMetrics.of(
            List.of("France", "Germany", "Paris"),
            RetrievalMetrics.binary(Set.of("France", "Paris")));
    assertThat(metrics.ndcg10()).isCloseTo(0.9197, within(5e-5));
    assertThat(metrics.map1000()).isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
    assertThat(metrics.precision10()).isEqualTo(0.2);
    assertThat(metrics.recall100()).isEqualTo(1);
    assertThat(metrics.mrr10()).isEqualTo(1);
  }
}
