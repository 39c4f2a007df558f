package io.millwright.eval.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  @Test
  void draw_rows_drawsAsManyAsThereAreTimesTheirWeight() {
    Resampling rows = Resampling.ofRows(new double[] {1, 2, 0, 4, 1});
    byte[] counts = new byte[5];
    for (int r = 0; r < 50; r++) {
      double[] drawn = drawn(rows, counts, r);
      assertThat(sum(counts)).isEqualTo(5);
      assertThat(drawn).containsExactly(counts[0], 2 * counts[1], 0, 4 * counts[3], counts[4]);
    }
  }

  /** Chi-square of 7 equally likely rows in 70,000 draws: 22.5 is the 0.1 % point of 6 degrees. */
  @Test
  void draw_manyTimes_isUniform() {
    Resampling rows = Resampling.ofRows(ones(7));
    long[] total = new long[7];
    byte[] counts = new byte[7];
    for (int r = 0; r < 10_000; r++) {
      drawn(rows, counts, r);
      for (int i = 0; i < 7; i++) {
        total[i] += counts[i];
      }
    }
    double chiSquare =
        Arrays.stream(total).mapToDouble(c -> (c - 10_000.0) * (c - 10_000.0) / 10_000.0).sum();
    assertThat(chiSquare).isBetween(0.4, 22.5);
  }

  /** A multinomial count of 1 in n has variance 1 - 1/n; the counts of a draw must not be fixed. */
  @Test
  void draw_manyTimes_countsVaryAsMultinomial() {
    Resampling rows = Resampling.ofRows(ones(5));
    byte[] counts = new byte[5];
    double squares = 0;
    for (int r = 0; r < 20_000; r++) {
      drawn(rows, counts, r);
      squares += (counts[2] - 1.0) * (counts[2] - 1);
    }
    assertThat(squares / 20_000).isBetween(0.77, 0.83);
  }

  @Test
  void draw_oneRow_isThatRow() {
    assertThat(drawn(Resampling.ofRows(new double[] {3}), new byte[1], 1)).containsExactly(3);
  }

  @Test
  void draw_groups_countTogether() {
    Resampling rows = Resampling.ofGroups(ones(6), new int[] {0, 1, 0, 2, 2, 1});
    byte[] counts = new byte[3];
    for (int r = 0; r < 20; r++) {
      double[] drawn = drawn(rows, counts, r);
      assertThat(sum(counts)).isEqualTo(3);
      assertThat(drawn[0]).isEqualTo(drawn[2]);
      assertThat(drawn[1]).isEqualTo(drawn[5]);
      assertThat(drawn[3]).isEqualTo(drawn[4]);
    }
    assertThat(rows.units()).isEqualTo(3);
    assertThat(rows.what()).isEqualTo("3 groups");
  }

  @Test
  void withStrata_rows_keepTheSizeOfEachStratum() {
    int[] stratumOf = {0, 1, 0, 0, 1, 0, 0, 2};
    Resampling rows = Resampling.ofRows(ones(8)).withStrata(stratumOf);
    byte[] counts = new byte[8];
    boolean varies = false;
    for (int r = 0; r < 50; r++) {
      double[] drawn = drawn(rows, counts, r);
      assertThat(drawn[1] + drawn[4]).isEqualTo(2);
      assertThat(drawn[7]).isEqualTo(1);
      assertThat(Arrays.stream(drawn).sum()).isEqualTo(8);
      varies |= drawn[1] != 1;
    }
    assertThat(varies).isTrue();
    assertThat(rows.what()).isEqualTo("rows in 3 strata");
    assertThat(rows.rows()).isEqualTo(8);
  }

  /** Groups 0 and 2 hold rows of the rarer class 1, groups 1 and 3 do not. */
  @Test
  void withStrata_groups_belongToTheirRarestStratum() {
    int[] groupOf = {0, 0, 1, 1, 2, 3, 3};
    int[] classOf = {0, 1, 0, 0, 1, 0, 0};
    Resampling rows = Resampling.ofGroups(ones(7), groupOf).withStrata(classOf);
    byte[] counts = new byte[4];
    for (int r = 0; r < 50; r++) {
      double[] drawn = drawn(rows, counts, r);
      assertThat(drawn[0] + drawn[4]).isEqualTo(2);
      assertThat(drawn[2] + drawn[5]).isEqualTo(2);
      assertThat(drawn[0]).isEqualTo(drawn[1]);
    }
    assertThat(rows.what()).isEqualTo("4 groups in 2 strata");
  }

  /** Strata 0 and 1 have 3 rows each: a group with rows of both belongs to 0, in any order. */
  @Test
  void withStrata_equallyRareStrata_theFirstWins() {
    Resampling rows =
        Resampling.ofGroups(ones(6), new int[] {0, 0, 1, 1, 2, 3})
            .withStrata(new int[] {1, 0, 0, 1, 1, 0});
    assertThat(rows.start(1)).isEqualTo(3);
    assertThat(rows.slotOf(0)).isLessThan(3);
    assertThat(rows.slotOf(2)).isLessThan(3);
    assertThat(rows.slotOf(4)).isEqualTo(3);
    assertThat(rows.slotOf(5)).isLessThan(3);
  }

  /** Every group has rows of both strata: none is left for the second, which is dropped. */
  @Test
  void withStrata_noGroupLeftForOne_dropsTheStratum() {
    Resampling rows =
        Resampling.ofGroups(ones(4), new int[] {0, 0, 1, 1}).withStrata(new int[] {1, 0, 0, 1});
    assertThat(rows.strata()).isEqualTo(1);
    assertThat(rows.what()).isEqualTo("2 groups");
    assertThat(Arrays.stream(drawn(rows, new byte[2], 0)).sum()).isEqualTo(4);
    Resampling first = Resampling.ofGroups(ones(3), new int[3]).withStrata(new int[] {0, 0, 1});
    assertThat(first.strata()).isEqualTo(1);
    assertThat(first.start(1)).isEqualTo(1);
  }

  /**
   * Of 3 rows a 32-bit number v gives row 3 v / 2^32, unless 3 v mod 2^32 is 0: 2^32 mod 3 = 1
   * number must be refused, that is v = 0. 0xAAAAAAAB leaves exactly 1 and is row 2.
   */
  @Test
  void draw_numbersThatWouldBias_areRefused() {
    long[] bits = {0, 0xAAAAAAAB_AAAAAAABL, 0x55555556_00000001L};
    AtomicInteger next = new AtomicInteger();
    byte[] counts = new byte[3];
    Resampling.ofRows(ones(3)).draw(() -> bits[next.getAndIncrement()], counts, new double[3]);
    assertThat(counts).containsExactly(0, 1, 2);
    assertThat(next).hasValue(3);
  }

  @Test
  void numbers_wrong_areRefused() {
    assertThatThrownBy(() -> Resampling.ofGroups(ones(2), new int[] {0}))
        .hasMessage("Groups must be 2, one a row; were 1.");
    assertThatThrownBy(() -> Resampling.ofGroups(ones(2), new int[] {0, 2}))
        .hasMessage("Groups must be numbered from 0 without gaps; was 2.");
    assertThatThrownBy(() -> Resampling.ofGroups(ones(3), new int[] {0, 2, 2}))
        .hasMessageContaining("number 1 has no row");
    assertThatThrownBy(() -> Resampling.ofGroups(ones(2), new int[] {0, -1}))
        .hasMessageContaining("without gaps");
    assertThatThrownBy(() -> Resampling.ofRows(ones(2)).withStrata(new int[] {1, 1}))
        .hasMessageContaining("Strata")
        .hasMessageContaining("number 0");
    assertThatThrownBy(() -> Resampling.ofRows(ones(0))).hasMessageContaining("Rows");
  }

  private static double[] drawn(Resampling rows, byte[] counts, int replicate) {
    double[] drawn = new double[rows.rows()];
    rows.draw(Seed.of(4).derive(replicate).random(), counts, drawn);
    return drawn;
  }

  private static int sum(byte[] counts) {
    int sum = 0;
    for (byte count : counts) {
      sum += count;
    }
    return sum;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
