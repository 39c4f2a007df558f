package io.millwright.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleRatioTest {

  @Test
  void of_emptyArm_counts() {
    SampleRatio ratio =
        SampleRatio.of(Map.of("a", 50L, "b", 50L, "c", 0L), Map.of("a", 1.0, "b", 1.0, "c", 1.0));
    // 2 * (50 - 33.3)²/33.3 + 33.3 = 50 at 2 degrees of freedom: exp(-25).
    assertThat(ratio.statistic()).isCloseTo(50, within(1e-9));
    assertThat(ratio.pValue()).isCloseTo(Math.exp(-25), within(1e-20));
    assertThat(ratio.isMismatch(0.001)).isTrue();
  }

  @Test
  void of_sharesOfAnySum_areRelative() {
    SampleRatio ratio = SampleRatio.of(Map.of("a", 20L, "b", 80L), Map.of("a", 1.0, "b", 4.0));
    assertThat(ratio.expected()).isEqualTo(Map.of("a", 20.0, "b", 80.0));
    assertThat(ratio.pValue()).isEqualTo(1);
    assertThat(ratio.isMismatch(0.5)).isFalse();
  }

  @Test
  void isMismatch_fewUsers_isNotJudged() {
    SampleRatio few = SampleRatio.of(Map.of("a", 9L, "b", 0L), Map.of("a", 1.0, "b", 1.0));
    assertThat(few.isReliable()).isFalse();
    assertThat(few.isMismatch(0.01)).isFalse();
    SampleRatio enough = SampleRatio.of(Map.of("a", 10L, "b", 0L), Map.of("a", 1.0, "b", 1.0));
    assertThat(enough.isReliable()).isTrue();
    assertThat(enough.isMismatch(0.01)).isTrue();
  }

  @Test
  void of_badInput_isRefused() {
    Map<String, Double> even = Map.of("a", 1.0, "b", 1.0);
    assertThatThrownBy(() -> SampleRatio.of(Map.of("a", 1L), even))
        .hasMessageContaining("planned arms");
    assertThatThrownBy(() -> SampleRatio.of(Map.of("a", 1L), Map.of("a", 1.0)))
        .hasMessageContaining("two or more");
    assertThatThrownBy(() -> SampleRatio.of(Map.of("a", 0L, "b", 0L), even))
        .hasMessageContaining("Users");
    assertThatThrownBy(() -> SampleRatio.of(Map.of("a", -1L, "b", 2L), even))
        .hasMessageContaining("Users");
    assertThatThrownBy(() -> SampleRatio.of(Map.of("a", 1L, "b", 2L), Map.of("a", 1.0, "b", 0.0)))
        .hasMessageContaining("Share");
  }
}
