package io.millwright.eval.interval;

import io.millwright.Seed;
import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Ends of intervals from given replicates. */
class IntervalGoldenTest {

  /** In packages significance and experiment. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "delong_ci",
          "delong_test",
          "mcnemar",
          "two_proportion_ztest",
          "two_proportion_diff_ci",
          "proportion_ci",
          "permutation_exact",
          "sign_flip_exact",
          "cohens_h",
          "power_normal_ind",
          "sample_size_normal_ind",
          "power_t_ind",
          "sample_size_t_ind",
          "srm",
          "cuped",
          "msprt");

  private static final Map<String, Operation> COVERED =
      Map.of("bootstrap_interval", IntervalGoldenTest::ends);

  @TestFactory
  Stream<DynamicTest> inference() {
    return Goldens.tests("inference.json", COVERED, ELSEWHERE);
  }

  private static Object ends(Case c) {
    double[] sorted = c.numbers("replicates");
    Arrays.sort(sorted);
    double[] left = c.numbers("jackknife");
    double value = c.input("estimate").doubleValue();
    double z = Law.critical(1 - c.param("alpha").doubleValue());
    double[] ones = new double[left.length];
    Arrays.fill(ones, 1);
    double acceleration = Jackknife.of(Resampling.ofRows(ones), Seed.of(0)).acceleration(left);
    ReplicateEnds bca = ReplicateEnds.bca(sorted, value, acceleration, z);
    return Map.of(
        "percentile", ends(ReplicateEnds.percentile(sorted, z)),
        "basic", ends(ReplicateEnds.basic(sorted, value, z)),
        "bca", ends(bca),
        "z0", bca.bias(),
        "acceleration", bca.acceleration());
  }

  private static double[] ends(ReplicateEnds ends) {
    return new double[] {ends.low(), ends.high()};
  }
}
