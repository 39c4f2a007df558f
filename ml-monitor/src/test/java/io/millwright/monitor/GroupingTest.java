package io.millwright.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.significance.Alternative;
import io.millwright.monitor.drift.KolmogorovSmirnov;
import io.millwright.monitor.drift.KolmogorovSmirnov.Method;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.profile.ProfileRecorder;
import io.millwright.schema.Schema;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingTest {

  private static final Schema SCHEMA = Schema.builder().numeric("x").build();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ks_overBins_isALowerBoundThatMissesLessThanABin(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    double[] reference = random.doubles(3_000).map(u -> u * u).toArray();
    double[] current = random.doubles(1_500).map(u -> u * 1.2 - 0.1).toArray();
    double exact = exact(reference, current);
    double binned = Grouping.ks(profile(reference), counted(reference, current));
    assertThat(binned).isLessThanOrEqualTo(exact + 1e-12).isGreaterThan(exact - 0.02);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ks_fewDistinctValues_isExact(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    double[] reference = random.ints(500, 0, 60).asDoubleStream().toArray();
    double[] current = random.ints(300, 0, 50).asDoubleStream().toArray();
    double exact = exact(reference, current);
    double binned = Grouping.ks(profile(reference), counted(reference, current));
    assertThat(binned).isCloseTo(exact, org.assertj.core.data.Offset.offset(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void of_anyNumbers_isAtMostTenGroupsThatHoldEveryPresentValueOnce(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    double[] reference = new double[2_000];
    Arrays.setAll(reference, i -> seed % 2 == 0 && i % 3 == 0 ? 0 : random.nextGaussian());
    double[] current = random.doubles(700, -9, 9).toArray();
    Grouping groups = Grouping.of(profile(reference), counted(reference, current));
    assertThat(groups.size()).isBetween(5, 10);
    assertThat(Arrays.stream(groups.reference()).sum()).isEqualTo(2_000);
    assertThat(Arrays.stream(groups.current()).sum()).isEqualTo(700);
    if (seed % 2 == 1) {
      assertThat(groups.reference()).containsOnly(200L);
    }
  }

  private static double exact(double[] x, double[] y) {
    return KolmogorovSmirnov.twoSample(x, y, Alternative.TWO_SIDED, Method.LIMIT).statistic();
  }

  private static Table table(double[] values) {
    return Table.of(SCHEMA, List.of(NumericColumn.of(values)));
  }

  private static FieldProfile profile(double[] reference) {
    return Profile.of(table(reference)).feature("x");
  }

  private static FieldProfile counted(double[] reference, double[] current) {
    ProfileRecorder recorder = ProfileRecorder.of(Profile.of(table(reference)));
    recorder.observe(table(current));
    return recorder.snapshot().feature("x");
  }
}
