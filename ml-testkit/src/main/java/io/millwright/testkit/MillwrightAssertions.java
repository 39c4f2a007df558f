package io.millwright.testkit;

import io.millwright.evidence.Evidence;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.Split;

/**
 * Entry to the assertions, in the manner of AssertJ: {@code import static
 * io.millwright.testkit.MillwrightAssertions.assertThat}.
 *
 * <p>They can be imported beside AssertJ's own {@code assertThat}.
 */
public final class MillwrightAssertions {

  private MillwrightAssertions() {}

  /** Assertions about a trained pipeline. */
  public static <P extends Prediction> ModelAssert<P> assertThat(TrainedPipeline<P> model) {
    return new ModelAssert<>(model);
  }

  /** Assertions about what an evaluation found. */
  public static EvidenceAssert assertThat(Evidence evidence) {
    return new EvidenceAssert(evidence);
  }

  /** Assertions about a split. */
  public static SplitAssert assertThat(Split split) {
    return new SplitAssert(split);
  }
}
