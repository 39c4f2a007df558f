package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static final int UNITS = 40_000;

  private static Map<String, Double> shares(Object... pairs) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      shares.put((String) pairs[i], (Double) pairs[i + 1]);
    }
    return shares;
  }

  private static String arm(Assignment assignment, int unit) {
    return assignment.arm("user-" + unit).orElse("-");
  }

  private static double pValue(int[] counts, double each) {
    double sum = 0;
    for (int count : counts) {
      sum += (count - each) * (count - each) / each;
    }
    return 1 - new ChiSquaredDistribution(null, counts.length - 1).cumulativeProbability(sum);
  }

  @Test
  void uniform_isUniform() {
    int[] counts = new int[100];
    for (int i = 0; i < UNITS; i++) {
      counts[(int) (Assignment.uniform("salt", "user-" + i) * 100)]++;
    }
    assertThat(pValue(counts, UNITS / 100.0)).isGreaterThan(0.001);
  }

  @Test
  void arm_isStableAcrossReleases() {
    // SHA-256(00000004 'salt' 'user'): printf '\0\0\0\4saltuser' | sha256sum.
    assertThat(Assignment.uniform("salt", "user")).isEqualTo(STABLE);
    // The length of the salt is part of the hash.
    assertThat(Assignment.uniform("sal", "tuser")).isNotEqualTo(STABLE);
  }

  private static final double STABLE = 0.2511383679503508;

  @Test
  void arm_sharesAreMet_andDecidedByUnit() {
    Assignment a = Assignment.of("one", shares("old", 0.7, "new", 0.2));
    int[] counts = new int[3];
    for (int i = 0; i < UNITS; i++) {
      String arm = arm(a, i);
      assertThat(arm(a, i)).isEqualTo(arm);
      counts[arm.equals("old") ? 0 : arm.equals("new") ? 1 : 2]++;
    }
    assertThat(counts[0] / (double) UNITS).isCloseTo(0.7, within(0.01));
    assertThat(counts[1] / (double) UNITS).isCloseTo(0.2, within(0.01));
    assertThat(counts[2] / (double) UNITS).isCloseTo(0.1, within(0.01));
    assertThat(a.shares()).isEqualTo(shares("old", 0.7, "new", 0.2));
  }

  @Test
  void arm_ofTwoExperiments_areIndependent() {
    Assignment one = Assignment.of("one", shares("a", 0.5, "b", 0.5));
    Assignment two = Assignment.of("two", shares("a", 0.5, "b", 0.5));
    int[] both = new int[4];
    for (int i = 0; i < UNITS; i++) {
      both[(arm(one, i).equals("a") ? 0 : 2) + (arm(two, i).equals("a") ? 0 : 1)]++;
    }
    assertThat(pValue(both, UNITS / 4.0)).isGreaterThan(0.001);
  }

  @Test
  void withShares_movesNoMoreThanNeeded() {
    Assignment before = Assignment.of("s", shares("a", 0.4, "b", 0.3, "c", 0.3));
    Assignment after = before.withShares(shares("a", 0.2, "b", 0.5, "c", 0.3));
    int moved = 0;
    for (int i = 0; i < UNITS; i++) {
      if (!arm(before, i).equals(arm(after, i))) {
        moved++;
        assertThat(arm(before, i)).isEqualTo("a");
        assertThat(arm(after, i)).isEqualTo("b");
      }
    }
    assertThat(moved / (double) UNITS).isCloseTo(0.2, within(0.01));
    assertThat(after.shares()).isEqualTo(shares("a", 0.2, "b", 0.5, "c", 0.3));
  }

  @Test
  void withShares_growing_takesUnitsOfNoArmFirst() {
    Assignment before = Assignment.of("s", shares("a", 0.3, "b", 0.3));
    Assignment after = before.withShares(shares("a", 0.1, "b", 0.5));
    for (int i = 0; i < UNITS; i++) {
      if (arm(after, i).equals("b")) {
        assertThat(arm(before, i)).isIn("b", "-");
      }
    }
  }

  @Test
  void withShares_closingAndOpening_keepsTheRest() {
    Assignment before = Assignment.of("s", shares("a", 0.5, "b", 0.5));
    Assignment after = before.withShares(shares("b", 0.5, "new", 0.5));
    for (int i = 0; i < 1000; i++) {
      assertThat(arm(after, i)).isEqualTo(arm(before, i).equals("b") ? "b" : "new");
    }
    assertThat(after.shares()).isEqualTo(shares("b", 0.5, "new", 0.5));
    assertThat(before.shares()).isEqualTo(shares("a", 0.5, "b", 0.5));
  }

  @Test
  void inLayer_slices_shareNoUnit() {
    Map<String, Double> even = shares("a", 0.5, "b", 0.5);
    Assignment first = Assignment.of("one", even).inLayer("checkout", 0, 0.4);
    Assignment second = Assignment.of("two", even).inLayer("checkout", 0.4, 1);
    int ones = 0;
    for (int i = 0; i < UNITS; i++) {
      boolean inFirst = first.arm("user-" + i).isPresent();
      assertThat(second.arm("user-" + i).isPresent()).isNotEqualTo(inFirst);
      ones += inFirst ? 1 : 0;
    }
    assertThat(ones / (double) UNITS).isCloseTo(0.4, within(0.01));
  }

  @Test
  void of_design_takesItsArms() {
    AbTest test = Designs.even("h").primary(Designs.AMOUNT, 0.1).build();
    assertThat(Assignment.of("s", test).shares()).isEqualTo(test.arms());
    assertThat(Assignment.of("s", test)).hasToString("Assignment[{old=0.5, new=0.5}]");
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> Assignment.of(" ", shares("a", 0.5))).hasMessageContaining("Salt");
    assertThatThrownBy(() -> Assignment.of("s", shares("a", 0.5, "b", 0.6)))
        .hasMessageContaining("at most 1");
    assertThatThrownBy(() -> Assignment.of("s", shares("a", 0.00005, "b", 0.0)))
        .hasMessageContainingAll("share of 'a'", "share of 'b'");
    assertThatThrownBy(() -> Assignment.of("s", shares("a", Double.NaN)))
        .hasMessageContaining("share of 'a'");
    assertThatThrownBy(() -> Assignment.of("s", Map.of())).hasMessageContaining("one arm");
    assertThat(Assignment.of("s", shares("all", 1.0)).arm("x")).isEqualTo(Optional.of("all"));
    Assignment a = Assignment.of("s", shares("a", 0.5));
    assertThatThrownBy(() -> a.arm("")).hasMessageContaining("Unit");
    assertThatThrownBy(() -> a.inLayer("l", 0.5, 0.5)).hasMessageContaining("Slice");
    assertThatThrownBy(() -> a.inLayer("l", -0.1, 0.5)).hasMessageContaining("Slice");
    assertThatThrownBy(() -> a.inLayer("l", 0, 1.1)).hasMessageContaining("Slice");
    assertThatThrownBy(() -> a.inLayer("", 0, 1)).hasMessageContaining("Layer");
  }
}
