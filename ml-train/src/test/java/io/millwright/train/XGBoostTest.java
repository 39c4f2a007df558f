package io.millwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.model.Scorer;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class XGBoostTest {

  @Test
  void fit_oneOrMoreThreads_givesTheSameBits() {
    for (int classes : new int[] {2, 3, 0}) {
      Table table = Samples.table(11, 20_000, classes, 0.1);
      Scorer one = Samples.fit(trainer(classes, 1), table);
      Scorer two = Samples.fit(trainer(classes, 2), table);
      Scorer five = Samples.fit(trainer(classes, 5), table);
      assertThat(two.stored()).isEqualTo(one.stored());
      assertThat(five.stored()).isEqualTo(one.stored());
    }
  }

  private static Trainer<?> trainer(int classes, int threads) {
    return switch (classes) {
      case 0 -> XGBoost.regression(o -> o.trees(40).threads(threads).rowShare(0.8));
      case 2 -> XGBoost.binary(o -> o.trees(40).threads(threads).featureShare(0.7));
      default -> XGBoost.multiclass(o -> o.trees(20).threads(threads));
    };
  }

  @Test
  void fit_drawing_followsTheSeed() {
    TrainingData data = Samples.data(Samples.table(12, 500, 2, 0));
    Trainer<?> trainer = XGBoost.binary(o -> o.trees(5).rowShare(0.5));
    Scorer a = trainer.fit(data, Seed.of(1), Progress.SILENT);
    assertThat(trainer.fit(data, Seed.of(1), Progress.SILENT).stored()).isEqualTo(a.stored());
    assertThat(trainer.fit(data, Seed.of(2), Progress.SILENT).stored()).isNotEqualTo(a.stored());
  }

  @Test
  void fit_progress_endsAtTheNumberOfTrees() {
    List<String> seen = new ArrayList<>();
    XGBoost.binary(o -> o.trees(25))
        .fit(
            Samples.data(Samples.table(13, 200, 2, 0)),
            Seed.of(1),
            (step, done, total) -> seen.add(step + " " + done + "/" + total));
    assertThat(seen)
        .containsExactly("boosting 0/25", "boosting 10/25", "boosting 20/25", "boosting 25/25");
  }

  @Test
  void fit_regressionFarFromZero_startsAtTheMean() {
    // One tree of depth 1 and a tiny rate moves little from the start, the mean.
    TrainingData data = Samples.data(Samples.table(14, 400, 0, 0));
    Scorer scorer =
        XGBoost.regression(o -> o.trees(1).rate(1e-6)).fit(data, Seed.of(1), Progress.SILENT);
    assertThat(Samples.score(scorer, data, 0)[0])
        .isCloseTo(Baselines.mean(data), org.assertj.core.data.Offset.offset(1e-4));
  }

  @Test
  void options_outOfRangeOrTwice_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> XGBoost.binary(o -> o.trees(0)));
    assertThatIllegalArgumentException().isThrownBy(() -> XGBoost.binary(o -> o.depth(17)));
    assertThatIllegalArgumentException().isThrownBy(() -> XGBoost.binary(o -> o.rate(0)));
    assertThatIllegalArgumentException().isThrownBy(() -> XGBoost.binary(o -> o.rowShare(1.1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XGBoost.binary(o -> o.trees(3).trees(4)))
        .withMessageContaining("was 3 before 4");
  }
}
