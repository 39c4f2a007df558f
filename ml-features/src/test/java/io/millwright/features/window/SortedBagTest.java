package io.millwright.features.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedBagTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 40, 100_000})
  void median_addedAndRemoved_equalsSorting(int distinct) {
    RandomGenerator random = Seed.of(distinct).random();
    SortedBag bag = new SortedBag();
    List<Double> oracle = new ArrayList<>();
    for (int step = 0; step < 12_000; step++) {
      // Grows to about 4,000, shrinks to nothing, grows again.
      boolean grow = step / 4_000 % 2 == 0;
      if (grow || oracle.isEmpty()) {
        double x = random.nextInt(distinct) - distinct / 2;
        bag.add(x);
        oracle.add(x);
      } else {
        bag.remove(oracle.remove(random.nextInt(oracle.size())));
      }
      if (step % 97 == 0 && !oracle.isEmpty()) {
        List<Double> sorted = oracle.stream().sorted().toList();
        int n = sorted.size();
        assertThat(bag.size()).isEqualTo(n);
        assertThat(bag.median()).isEqualTo((sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2);
      }
    }
  }
}
