package io.millwright.testkit;

import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static io.millwright.testkit.MillwrightAssertions.assertThat;
import static io.millwright.testkit.Trials.MODEL;
import static io.millwright.testkit.Trials.PRIOR;
import static io.millwright.testkit.Trials.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.eval.Evaluator;
import io.millwright.eval.Gate;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.Featurizer;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import io.millwright.testkit.Trials.Trial;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelAssertTest {

  @Test
  void beats_baseline_passesAndTheOtherWayFails() {
    assertThat(MODEL).judgedOn(SPLIT.test(), rocAuc(), brier()).beats(PRIOR).beats(PRIOR, 0.01);
    assertThatThrownBy(() -> assertThat(PRIOR).judgedOn(SPLIT.test(), brier()).beats(MODEL))
        .isInstanceOf(ModelAssertionError.class)
        .hasMessageContaining("verdict was FAIL")
        .hasMessageContaining("Gain in");
    assertThatThrownBy(() -> assertThat(MODEL).judgedOn(SPLIT.test(), rocAuc()).beats(MODEL))
        .hasMessageContaining("FAIL");
  }

  @Test
  void beats_oneOfSeveralMetricsMissed_fails() {
    assertThatThrownBy(
            () -> assertThat(MODEL).judgedOn(SPLIT.test(), rocAuc(), brier()).beats(PRIOR, 0.25))
        .isInstanceOf(ModelAssertionError.class)
        .hasMessageContaining("Brier");
  }

  @Test
  void isNotWorseThan_itselfAndBetter_dependsOnTheMargin() {
    assertThat(MODEL).judgedOn(SPLIT.test(), rocAuc()).isNotWorseThan(MODEL, 0);
    assertThat(MODEL)
        .judgedOn(SPLIT.test(), rocAuc())
        .resampledBy(Bootstrap.of(Seed.of(5)).withReplicates(200))
        .isNotWorseThan(Trials.forest(1), 0.05);
    assertThatThrownBy(
            () -> assertThat(PRIOR).judgedOn(SPLIT.test(), rocAuc()).isNotWorseThan(MODEL, 0.05))
        .isInstanceOf(ModelAssertionError.class);
  }

  @Test
  void beats_withoutRows_saysWhatToCall() {
    assertThatThrownBy(() -> assertThat(MODEL).beats(PRIOR))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("judgedOn");
  }

  @Test
  void passes_gate_saysTheReasons() {
    Evidence evidence =
        Evaluator.of(Task.binary())
            .metric(rocAuc())
            .build()
            .evaluate(MODEL, SPLIT.test())
            .evidence();
    assertThat(evidence).passes(Gate.require(rocAuc()).lowerBoundAtLeast(0.6));
    assertThatThrownBy(
            () -> assertThat(evidence).passes(Gate.require(rocAuc()).lowerBoundAtLeast(0.999)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("FAIL: ROC-AUC must be at least 0.999");
  }

  @Test
  void hasNoLeakage_cleanSplit_passesAndDeclaredLeakFails() {
    assertThat(MODEL).hasNoLeakage(SPLIT, audit -> audit.seed(Seed.of(1)));
    assertThat(SPLIT).hasNoLeakage();
    assertThatThrownBy(
            () -> assertThat(SPLIT).hasNoLeakage(audit -> audit.knownOnlyLater("visits")))
        .isInstanceOf(ModelAssertionError.class)
        .hasMessageContaining("visits");
  }

  @Test
  void isParityProven_ourModel_passes() {
    assertThat(MODEL).isParityProven(Trial.class, Trials.RECORDS.subList(0, 50));
    assertThat(Trials.forest(1)).isParityProven(Trial.class, Trials.RECORDS.subList(0, 50));
  }

  @Test
  void isParityProven_modelThatRemembersCalls_failsAndNamesTheWays() {
    Featurizer real = MODEL.model().featurizer();
    AtomicInteger calls = new AtomicInteger();
    Featurizer forgetful =
        new Featurizer() {
          @Override
          public Schema schema() {
            return real.schema();
          }

          @Override
          public List<String> inputs() {
            return real.inputs();
          }

          @Override
          public List<Feature> features() {
            return real.features();
          }

          @Override
          public void apply(Row row, double[] vector, int offset) {
            real.apply(row, vector, offset);
            vector[offset] += calls.getAndIncrement();
          }

          @Override
          public Scorer.Stored stored() {
            return real.stored();
          }
        };
    TabularModel<Binary> drifting =
        TabularModel.of(Task.binary(), forgetful, MODEL.model().scorer(), MODEL.model().classes());
    TrainedPipeline<Binary> broken =
        TrainedPipeline.fitted(drifting, SPLIT.train(), MODEL.record());
    assertThatThrownBy(
            () -> assertThat(broken).isParityProven(Trial.class, Trials.RECORDS.subList(0, 5)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("backwards")
        .hasMessageContaining("online")
        .hasMessageContaining("written and read again");
  }

  @Test
  void asked_behaviour_isJudgedRecordByRecord() {
    List<Trial> records = Trials.RECORDS.subList(0, 100);
    assertThat(MODEL)
        .asked(Trial.class, records)
        .neverRises("a higher price", t -> t.withPrice(t.price() + 1))
        .neverFalls("a lower price", t -> t.withPrice(t.price() - 1))
        .risesByAtLeast("a much lower price", t -> t.withPrice(t.price() - 5), 0.001)
        .isInvariantTo("the outcome", t -> new Trial(t.visits(), t.price(), t.plan(), true))
        .isInvariantTo("a cent more", t -> t.withPrice(t.price() + 0.01), 0.01)
        .answers("a probability", p -> p.probability() > 0)
        .and()
        .judgedOn(SPLIT.test(), rocAuc())
        .beats(PRIOR);
  }

  @Test
  void asked_misbehaviour_namesRecordsAndNoValues() {
    List<Trial> records = Trials.RECORDS.subList(0, 100);
    assertThatThrownBy(
            () ->
                assertThat(MODEL)
                    .asked(Trial.class, records)
                    .neverFalls("a higher price", t -> t.withPrice(t.price() + 1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("must not fall after a higher price")
        .hasMessageContaining("100 of 100")
        .hasMessageContaining("record 0");
    assertThatThrownBy(
            () ->
                assertThat(MODEL)
                    .asked(Trial.class, records)
                    .isInvariantTo("the plan", t -> t.withPlan("team")))
        .hasMessageContaining("must not move");
    assertThatThrownBy(
            () ->
                assertThat(MODEL)
                    .asked(Trial.class, records)
                    .answers("likely", p -> p.isPositive(0.5)))
        .hasMessageContaining("must be likely");
  }

  @Test
  void asked_share_lets_someRecordsMisbehave() {
    List<Trial> records = Trials.RECORDS.subList(0, 100);
    long single = records.stream().filter(t -> t.plan().equals("single")).count();
    double share = (100 - single) / 100.0;
    var unchangedForTeams = assertThat(MODEL).asked(Trial.class, records).inAtLeast(share);
    unchangedForTeams.isInvariantTo("the plan", t -> t.withPlan("team"));
    assertThatThrownBy(
            () ->
                unchangedForTeams
                    .inAtLeast(share + 0.01)
                    .isInvariantTo("the plan", t -> t.withPlan("team")))
        .hasMessageContaining("% of the records");
    assertThatThrownBy(() -> unchangedForTeams.inAtLeast(0)).hasMessageContaining("Share");
    assertThatThrownBy(() -> unchangedForTeams.isInvariantTo("x", t -> t, -1))
        .hasMessageContaining("Tolerance");
  }

  @Test
  void asked_otherScore_isLookedAt() {
    assertThat(MODEL)
        .asked(Trial.class, Trials.RECORDS.subList(0, 20))
        .scoredBy(p -> -p.probability())
        .neverFalls("a higher price", t -> t.withPrice(t.price() + 1));
  }
}
