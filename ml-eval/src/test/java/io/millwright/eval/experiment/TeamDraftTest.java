package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.experiment.TeamDraft.Interleaved;
import io.millwright.eval.experiment.TeamDraft.Team;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TeamDraftTest {

  private static final TeamDraft DRAFT = TeamDraft.of(Seed.of(7), 6);
  private static final List<String> A = List.of("1", "2", "3", "4", "5", "6");
  private static final List<String> B = List.of("3", "7", "1", "8", "9", "2");

  @Test
  void interleave_everyPair_hasOneOfEachTeam_inTheRankersOrder() {
    int first = 0;
    for (int q = 0; q < 2000; q++) {
      Interleaved<String> list = DRAFT.interleave("query " + q, A, B);
      assertThat(list.items()).hasSize(6).doesNotHaveDuplicates();
      for (int i = 0; i < 6; i += 2) {
        assertThat(list.teams().subList(i, i + 2)).containsExactlyInAnyOrder(Team.A, Team.B);
      }
      for (int i = 0; i < 6; i++) {
        List<String> ranking = list.teams().get(i) == Team.A ? A : B;
        List<String> before = list.items().subList(0, i);
        assertThat(list.items().get(i))
            .isEqualTo(ranking.stream().filter(x -> !before.contains(x)).findFirst().orElseThrow());
      }
      first += list.teams().get(0) == Team.A ? 1 : 0;
    }
    assertThat(first / 2000.0).isCloseTo(0.5, within(0.045));
  }

  @Test
  void interleave_sameQuery_sameList() {
    assertThat(DRAFT.interleave("q", A, B)).isEqualTo(DRAFT.interleave("q", A, B));
    assertThat(TeamDraft.of(Seed.of(7), 2).interleave("q", A, B).items())
        .isEqualTo(DRAFT.interleave("q", A, B).items().subList(0, 2));
  }

  @Test
  void interleave_oneRankerRunsOut_theRestIsWithoutCredit() {
    Interleaved<String> list = DRAFT.interleave("q", List.of("1"), List.of("1", "2", "3"));
    assertThat(list.items()).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(list.teams()).contains(Team.NEITHER);
    assertThat(DRAFT.interleave("q", List.of(), B).teams()).containsOnly(Team.NEITHER);
    assertThat(DRAFT.interleave("q", A, List.of()).items()).isEqualTo(A);
    assertThat(DRAFT.interleave("q", List.of(), List.of()).items()).isEmpty();
  }

  @Test
  void lead_countsEveryResultOnce() {
    Interleaved<String> list =
        new Interleaved<>(
            List.of("x", "y", "z", "w"), List.of(Team.A, Team.B, Team.B, Team.NEITHER));
    assertThat(list.lead(List.of())).isZero();
    assertThat(list.lead(List.of(0, 0))).isEqualTo(-1);
    assertThat(list.lead(List.of(1, 2, 3))).isEqualTo(2);
    assertThat(list.lead(List.of(0, 2))).isZero();
    assertThatThrownBy(() -> list.lead(List.of(4))).hasMessageContaining("from 0 to 3");
    assertThatThrownBy(() -> list.lead(List.of(-1))).hasMessageContaining("Position");
    assertThatThrownBy(() -> new Interleaved<>(List.of("x"), List.of()))
        .hasMessageContaining("equally many");
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> TeamDraft.of(Seed.of(1), 0)).hasMessageContaining("Length");
    assertThatThrownBy(() -> DRAFT.interleave("q", List.of("1", "1"), B))
        .hasMessageContaining("Ranking A");
    assertThatThrownBy(() -> DRAFT.interleave("q", A, List.of("1", "1")))
        .hasMessageContaining("Ranking B");
  }

  @Test
  void tally_betterRanker_isFound_equalOnesAreNot() {
    assertThat(simulate(List.of("1", "2", "3"), List.of("8", "9", "7")).pValue().orElse(1))
        .isLessThan(1e-6);
    assertThat(simulate(List.of("1", "8", "9"), List.of("2", "7", "6")).pValue().orElse(0))
        .isGreaterThan(0.01);
  }

  /** Users click results 1, 2, 3 with chance 0.6 and others with 0.2. */
  private static InterleavingTally simulate(List<String> a, List<String> b) {
    InterleavingTally tally = InterleavingTally.EMPTY;
    for (int q = 0; q < 300; q++) {
      RandomGenerator random = Seed.of(1).derive(q).random();
      Interleaved<String> list = DRAFT.interleave("q" + q, a, b);
      List<Integer> clicks =
          IntStream.range(0, list.items().size())
              .filter(i -> random.nextDouble() < ("123".contains(list.items().get(i)) ? 0.6 : 0.2))
              .boxed()
              .toList();
      tally = tally.with(list.lead(clicks));
    }
    return tally;
  }

  @Test
  void tally_byHand() {
    InterleavingTally tally =
        InterleavingTally.EMPTY
            .with(1)
            .with(2)
            .with(-1)
            .with(0)
            .plus(new InterleavingTally(0, 1, 2));
    assertThat(tally).isEqualTo(new InterleavingTally(1, 3, 3));
    // P(X <= 1) of 4 fair coins: 5/16, twice.
    assertThat(tally.pValue().orElse(0)).isCloseTo(0.625, within(1e-12));
    Measured share = (Measured) tally.shareOfB(0.95);
    assertThat(share.value()).isEqualTo(0.75);
    assertThat(share.support()).isEqualTo(4);
    // Clopper–Pearson of 3 in 4.
    assertThat(share.interval().low()).isCloseTo(0.1941204, within(1e-6));
    assertThat(share.interval().high()).isCloseTo(0.9936905, within(1e-6));
  }

  @Test
  void tally_oneSidedOrEmpty_hasEnds() {
    Measured none = (Measured) new InterleavingTally(5, 0, 0).shareOfB(0.9);
    assertThat(none.interval().low()).isZero();
    // 1 - 0.05^(1/5)
    assertThat(none.interval().high()).isCloseTo(1 - Math.pow(0.05, 0.2), within(1e-9));
    Measured all = (Measured) new InterleavingTally(0, 5, 0).shareOfB(0.9);
    assertThat(all.interval().high()).isEqualTo(1);
    assertThat(all.interval().low()).isCloseTo(Math.pow(0.05, 0.2), within(1e-9));
    assertThat(new InterleavingTally(3, 3, 0).pValue().orElse(0)).isEqualTo(1);
    assertThat(new InterleavingTally(0, 0, 9).shareOfB(0.9)).isInstanceOf(Undefined.class);
    assertThat(InterleavingTally.EMPTY.pValue().isDefined()).isFalse();
    assertThatThrownBy(() -> new InterleavingTally(-1, 0, 0)).hasMessageContaining("Wins of A");
    assertThatThrownBy(() -> new InterleavingTally(0, 0, -1)).hasMessageContaining("Ties");
    assertThatThrownBy(() -> new InterleavingTally(Integer.MAX_VALUE, 1, 0))
        .hasMessageContaining("2^31");
  }
}
