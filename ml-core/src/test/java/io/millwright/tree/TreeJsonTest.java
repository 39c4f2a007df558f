package io.millwright.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.tree.TreeEnsembleScorer.Comparison;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeJsonTest {

  private static final String GOOD =
      "{\"formatVersion\":1,\"inputs\":2,\"outputs\":1,\"comparison\":\"float_less\","
          + "\"aggregation\":\"sum\",\"link\":\"identity\",\"base\":[0.5],\"trees\":["
          + "{\"output\":0,\"feature\":[1,-1,-1],\"threshold\":[0.25,0.0,0.0],\"left\":[1,0,0],"
          + "\"right\":[2,0,0],\"missingLeft\":[1,0,0],\"values\":[1.0,-2.0]}]}";

  @Test
  void read_goodContent_scoresAsWritten() {
    TreeEnsembleScorer scorer = TreeJson.read(GOOD);
    double[] out = new double[1];
    scorer.score(new double[] {0, 0.2}, 0, out);
    assertThat(out).containsExactly(1.5);
    scorer.score(new double[] {0, 0.25}, 0, out);
    assertThat(out).containsExactly(-1.5);
    assertThat(TreeJson.write(scorer)).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"formatVersion\":1|\"formatVersion\":2",
        "\"inputs\":2|\"inputs\":1",
        "\"inputs\":2|\"inputs\":2000000000",
        "\"outputs\":1|\"outputs\":0",
        "float_less|less",
        "\"base\":[0.5]|\"base\":[]",
        "\"base\":[0.5]|\"base\":[0.1]",
        "\"base\":[0.5]|\"base\":[1e400]",
        "\"output\":0|\"output\":1",
        "\"output\":0|\"output\":-7",
        "[1,-1,-1]|[-2,-1,-1]",
        "[1,-1,-1]|[1,-1]",
        "[1,-1,-1]|[1,1,-1]",
        "[1,-1,-1]|[1.5,-1,-1]",
        "[1,-1,-1]|[9999999999,-1,-1]",
        "0.25|\"NaN\"",
        "0.25|1e39",
        "\"left\":[1|\"left\":[0",
        "\"left\":[1|\"left\":[2",
        "\"left\":[1|\"left\":[-1",
        "\"right\":[2|\"right\":[3",
        "\"missingLeft\":[1|\"missingLeft\":[2",
        "1.0,-2.0|1.0",
        "1.0,-2.0|1.0,-2.0,3.0",
        "1.0,-2.0|1.0,null",
        "\"trees\":[|\"trees\":[7,",
        "\"trees\"|\"forest\"",
        "]}]}|]}]",
        "]}]}|]}]}{}",
        "]}]}|]}],\"trees\":[]}",
      })
  void read_damagedContent_isRefused(String part, String damage) {
    assertThat(GOOD).contains(part);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TreeJson.read(GOOD.replace(part, damage)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"trees\":[]}", "\"x\""})
  void read_otherThings_areRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> TreeJson.read(json));
  }

  @Test
  void read_everyPrefixAndRandomByteChanges_neverBreakOtherwise() {
    RandomGenerator random = Seed.of(11).random();
    String good = SlowTrees.random(random, Comparison.FLOAT_LESS, 4).toScorer().stored().json();
    for (int i = 0; i < 2_000; i++) {
      char[] text = good.toCharArray();
      for (int n = random.nextInt(3); n >= 0; n--) {
        text[random.nextInt(text.length)] = (char) (32 + random.nextInt(95));
      }
      tryToRead(new String(text));
    }
    for (int i = 0; i < good.length(); i++) {
      tryToRead(good.substring(0, i));
    }
  }

  /** Either refused, or a scorer that scores without running over. */
  static void tryToRead(String json) {
    TreeEnsembleScorer scorer;
    try {
      scorer = TreeJson.read(json);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    double[] out = new double[scorer.outputs()];
    scorer.score(new double[scorer.inputs()], 0, out);
    assertThat(scorer.trees().size()).isGreaterThanOrEqualTo(0);
  }
}
