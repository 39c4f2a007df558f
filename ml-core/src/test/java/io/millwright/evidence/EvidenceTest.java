package io.millwright.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.evidence.Evidence.SliceFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final Estimate AUC =
      new Measured(0.8, new Interval(0.75, Double.POSITIVE_INFINITY, 0.95, "given"), 100);
  private static final Estimate NONE = new Undefined("one class only", 20);

  private static Evidence full() {
    TreeMap<String, Estimate> metrics = new TreeMap<>();
    metrics.put("roc_auc", AUC);
    metrics.put("f1", NONE);
    List<Comparison> comparisons =
        List.of(
            new Comparison("champion", Optional.of("abc"), "roc_auc", AUC, NONE),
            new Comparison("baseline", "roc_auc", NONE, AUC));
    return new Evidence(
            new Evidence.Subject("model", "binary", "rows", Instant.EPOCH),
            metrics,
            comparisons,
            List.of(new SliceFinding("region = north", 20, metrics, comparisons)),
            new TreeMap<>(),
            List.of("few rows"))
        .withCheck("leakage", new GateDecision(Verdict.FAIL, List.of("one", "two")));
  }

  @Test
  void json_roundTrip_keepsEverything() {
    Evidence evidence = full();
    assertThat(Evidence.fromJson(evidence.toJson())).isEqualTo(evidence);
    assertThat(Evidence.fromJson(evidence.toJson()).toJson()).isEqualTo(evidence.toJson());
  }

  @Test
  void json_withoutSlicesAndChecks_isRead() {
    Evidence read =
        Evidence.fromJson(
            """
            {"formatVersion":1,
             "subject":{"model":"m","task":"binary","holdout":"h","at":"1970-01-01T00:00:00Z"},
             "metrics":{"f1":{"undefined":"none","support":3}},
             "comparisons":[],"warnings":[]}
            """);
    assertThat(read.slices()).isEmpty();
    assertThat(read.checks()).isEmpty();
  }

  @Test
  void json_unknownVerdict_isRefused() {
    String json = full().toJson().replace("\"FAIL\"", "\"MAYBE\"");
    assertThatThrownBy(() -> Evidence.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("verdict")
        .hasMessageNotContaining("MAYBE");
  }

  @Test
  void gain_comparedOrNot_isFoundOrEmpty() {
    assertThat(full().gain("baseline", "roc_auc")).contains(AUC);
    assertThat(full().gain("baseline", "f1")).isEmpty();
    assertThat(full().slices().get(0).gain("champion", "roc_auc")).contains(NONE);
  }

  @Test
  void with_nameTaken_isRefused() {
    assertThatThrownBy(() -> full().withMetric("roc_auc", AUC)).hasMessageContaining("twice");
    assertThatThrownBy(() -> full().withCheck("leakage", new GateDecision(Verdict.PASS, List.of())))
        .hasMessageContaining("twice");
    assertThat(full().withMetric("latency_p99_ms", AUC).metric("latency_p99_ms")).isEqualTo(AUC);
    assertThat(full().withWarnings(List.of("more")).warnings()).containsExactly("few rows", "more");
  }
}
