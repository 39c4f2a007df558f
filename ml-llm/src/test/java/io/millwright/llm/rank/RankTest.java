package io.millwright.llm.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankTest {

  @Test
  void cosine_extremeNumbers_neitherOverflowNorVanish() {
    assertThat(CosineSimilarity.of(new double[] {1e300, 1e300}, new double[] {1e-300, 1e-300}))
        .isCloseTo(1, within(1e-15));
    assertThat(CosineSimilarity.of(new double[] {0, 0}, new double[] {1, 2})).isZero();
    assertThatThrownBy(() -> CosineSimilarity.of(new double[] {1}, new double[] {1, 2}))
        .hasMessageContaining("Length of the second vector");
    assertThatThrownBy(() -> CosineSimilarity.of(new double[] {Double.NaN}, new double[] {1}))
        .hasMessageContaining("Vector at 0");
  }

  @Test
  void fuse_badInput_isRefused() {
    ReciprocalRankFusion fusion = ReciprocalRankFusion.ofDefaults();
    assertThat(fusion.fuse(List.of())).isEmpty();
    assertThatThrownBy(() -> fusion.fuse(List.of(List.of("a")), new double[0]))
        .hasMessageContaining("Number of weights");
    assertThatThrownBy(() -> fusion.fuse(List.of(List.of("a")), new double[] {-1}))
        .hasMessageContaining("Weight of list 0");
    assertThatThrownBy(() -> ReciprocalRankFusion.of(Double.NaN)).hasMessageContaining("k must");
  }

  @Test
  void fuse_equalScores_goByCodePointBeyondTheBasicPlane() {
    String late = "\uD83D\uDE00"; // code point 1F600, though its first char is below FFFD
    assertThat(ReciprocalRankFusion.ofDefaults().fuse(List.of(List.of(late), List.of("\uFFFD"))))
        .extracting(Ranked::id)
        .containsExactly("\uFFFD", late);
  }

  @Test
  void select_noItemsOrNone_isEmpty() {
    MaximalMarginalRelevance mmr = MaximalMarginalRelevance.of(0.5);
    assertThat(mmr.select(List.of(), new double[] {1}, 3)).isEmpty();
    assertThat(mmr.select(List.of(new double[] {1}), new double[] {1}, 0)).isEmpty();
    assertThatThrownBy(() -> MaximalMarginalRelevance.of(1.5)).hasMessageContaining("lambda");
  }
}
