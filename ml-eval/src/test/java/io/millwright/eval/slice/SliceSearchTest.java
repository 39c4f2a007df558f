package io.millwright.eval.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.calibration.LogOdds;
import io.millwright.eval.HeldOut;
import io.millwright.eval.HeldOuts;
import io.millwright.model.Binary;
import io.millwright.schema.Schema;
import io.millwright.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SliceSearchTest {

  /** A row. */
  public record Customer(
      double score,
      @Nullable String region,
      boolean online,
      @Nullable Double age,
      int items,
      String household,
      double weight,
      LocalDate note,
      boolean left) {}

  private static Schema.Builder schema() {
    return Schema.from(Customer.class).weight("weight").ignore("note").binaryLabel("left");
  }

  /** Where {@code weak} holds for a row, the label is a coin instead of what the score says. */
  private static HeldOut<Binary> customers(
      int n, Seed seed, java.util.function.Predicate<Customer> weak, Schema schema, int perGroup) {
    RandomGenerator random = seed.random();
    List<Customer> rows = new ArrayList<>();
    for (int i = 0; i <= n; i++) {
      double p = LogOdds.probability(2 * random.nextGaussian());
      Customer drawn =
          new Customer(
              p,
              random.nextInt(10) == 0 ? null : "r" + random.nextInt(4),
              random.nextBoolean(),
              random.nextInt(8) == 0 ? null : 20 + 50 * random.nextDouble(),
              random.nextInt(6),
              "h" + i / perGroup,
              0.5 + random.nextDouble(),
              LocalDate.EPOCH,
              false);
      boolean left = random.nextDouble() < (weak.test(drawn) ? 1 - p : p);
      rows.add(
          new Customer(
              p,
              drawn.region(),
              drawn.online(),
              drawn.age(),
              drawn.items(),
              drawn.household(),
              drawn.weight(),
              drawn.note(),
              left));
    }
    return HeldOuts.binary(Table.ofRecords(rows, schema, Customer.class));
  }

  private static SliceSearch.Builder search(long seed) {
    return SliceSearch.of(Seed.of(seed)).fields("region", "online", "age", "items");
  }

  @Test
  void find_plantedConjunction_isFoundAndItsVariantsAreMerged() {
    HeldOut<Binary> rows =
        customers(
            4000, Seed.of(1), c -> "r2".equals(c.region()) && c.online(), schema().build(), 1);
    WeakSlices found = search(7).build().find(rows);
    assertThat(found.slices()).isNotEmpty();
    WeakSlice first = found.slices().get(0);
    assertThat(first.where().predicates())
        .containsExactlyInAnyOrder(
            new Predicate.Equals("region", "r2"), new Predicate.Equals("online", "true"));
    assertThat(first.confirmation().qValue()).isLessThan(0.001);
    assertThat(first.confirmation().impact()).isBetween(0.05, 0.5);
    assertThat(first.discovery().rows()).isBetween(150L, 300L);
    assertThat(first.discovery().meanLoss()).isGreaterThan(2 * found.meanLoss());
    assertThat(first.overlapping()).isNotEmpty();
    assertThat(found.section().blocks()).hasSize(2);
    // The same seed gives the same slices.
    assertThat(search(7).build().find(rows)).isEqualTo(found);
  }

  @Test
  void find_plantedRangeOrMissing_isFound() {
    HeldOut<Binary> missing =
        customers(3000, Seed.of(2), c -> c.age() == null, schema().build(), 1);
    assertThat(search(1).level(1).build().find(missing).slices().get(0).where().text())
        .isEqualTo("age is missing");
    HeldOut<Binary> range =
        customers(3000, Seed.of(3), c -> c.age() != null && c.age() > 60, schema().build(), 1);
    assertThat(search(1).level(1).build().find(range).slices().get(0).where().text())
        .startsWith("age above ")
        .doesNotContain("up to");
  }

  @Test
  void find_twoPlanted_bothAreTold() {
    HeldOut<Binary> rows =
        customers(
            6000, Seed.of(4), c -> "r1".equals(c.region()) || c.items() == 5, schema().build(), 1);
    List<String> texts =
        search(3).level(1).build().find(rows).slices().stream().map(s -> s.where().text()).toList();
    assertThat(texts).contains("region = r1").anyMatch(t -> t.startsWith("items above 4"));
  }

  @Test
  void find_groups_stayInOneHalfAndWidenTheTest() {
    HeldOut<Binary> rows =
        customers(
            3000, Seed.of(5), c -> "r2".equals(c.region()), schema().group("household").build(), 5);
    WeakSlice slice = search(2).level(1).build().find(rows).slices().get(0);
    assertThat(slice.where().text()).isEqualTo("region = r2");
    assertThat(slice.confirmation().excessLoss().<String>match(m -> m.interval().method(), u -> ""))
        .contains("groups");
  }

  @Test
  void find_nothingWeak_reportsNothingMostly() {
    assertThat(falseAlarms(20, 500)).isLessThanOrEqualTo(4);
  }

  /** 5 % of 1000 with three standard errors of slack. */
  @Test
  @Tag("slow")
  void find_nothingWeak_reportsAnythingInAtMostFivePercent() {
    int small = falseAlarms(1000, 600);
    int large = falseAlarms(400, 3000);
    assertThat(small).as("of 1000, 600 rows").isLessThanOrEqualTo(70);
    assertThat(large).as("of 400, 3000 rows").isLessThanOrEqualTo(33);
  }

  private static int falseAlarms(int simulations, int rows) {
    return (int)
        IntStream.range(0, simulations)
            .filter(
                s ->
                    !search(s)
                        .build()
                        .find(customers(rows, Seed.of(1000 + s), c -> false, schema().build(), 1))
                        .slices()
                        .isEmpty())
            .count();
  }

  @Test
  void find_lossesOfZero_findsNothing() {
    HeldOut<Binary> rows = customers(500, Seed.of(9), c -> false, schema().build(), 1);
    WeakSlices found = search(1).build().find(rows, new double[500]);
    assertThat(found.tested()).isZero();
    assertThat(found.section().blocks()).hasSize(2);
  }

  @Test
  void find_supportAndClasses_areLimits() {
    HeldOut<Binary> rows =
        customers(1000, Seed.of(6), c -> "r2".equals(c.region()), schema().build(), 1);
    assertThat(search(1).minimumSupport(600).build().find(rows).tested()).isZero();
    assertThat(search(1).minimumOfEachClass(400).build().find(rows).tested()).isZero();
    assertThat(search(1).candidates(2).build().find(rows).tested()).isEqualTo(2);
  }

  @Test
  void settings_outOfRange_areRefused() {
    HeldOut<Binary> rows = customers(100, Seed.of(6), c -> false, schema().build(), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SliceSearch.of(Seed.of(1)).fields("note").build().find(rows))
        .withMessageContaining("'note' must be CATEGORICAL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(1).build().find(rows, new double[3]))
        .withMessageContaining("was 3");
    double[] bad = new double[100];
    bad[7] = -1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(1).build().find(rows, bad))
        .withMessageContaining("row 7");
    assertThatIllegalArgumentException().isThrownBy(() -> search(1).level(4));
    assertThatIllegalArgumentException().isThrownBy(() -> search(1).level(0));
    assertThatIllegalArgumentException().isThrownBy(() -> search(1).alpha(0));
    assertThatIllegalArgumentException().isThrownBy(() -> search(1).bins(1));
    assertThatIllegalArgumentException().isThrownBy(() -> search(1).minimumSupport(1));
    assertThatIllegalArgumentException().isThrownBy(() -> search(1).falseDiscoveryRate(1));
  }

  @Test
  void conjunction_rows_areThoseOfTheTable() {
    HeldOut<Binary> rows = customers(200, Seed.of(6), c -> false, schema().build(), 1);
    Table table = rows.table();
    Conjunction where =
        new Conjunction(
            List.of(new Predicate.Equals("online", "true"), new Predicate.Between("age", 30, 50)));
    int[] expected =
        IntStream.range(0, 200)
            .filter(
                i ->
                    table.column("online").integer(i) == 1
                        && !table.column("age").isMissing(i)
                        && table.column("age").number(i) > 30
                        && table.column("age").number(i) <= 50)
            .toArray();
    assertThat(where.rows(table)).containsExactly(expected);
    assertThat(where.text()).isEqualTo("online = true and age above 30 up to 50");
    assertThat(new Predicate.Missing("age").text()).isEqualTo("age is missing");
    assertThat(new Predicate.NotANumber("age").holds(table, 0)).isFalse();
    assertThat(new Predicate.Equals("region", "r1").holds(table, 0))
        .isEqualTo(
            Optional.of(table.column("region").string(0)).filter(v -> v.equals("r1")).isPresent());
  }

  @Test
  void literals_everyRow_meetsExactlyThePredicateOfItsCode() {
    HeldOut<Binary> rows = customers(300, Seed.of(8), c -> false, schema().build(), 1);
    Table table = rows.table();
    Literals literals = Literals.of(table, List.of("region", "online", "age", "items"), 5);
    for (int[] code : literals.codes()) {
      int field = literals.fieldOf(code[0]);
      for (int row = 0; row < 300; row++) {
        for (int l = 0; l < literals.size(); l++) {
          if (literals.fieldOf(l) == field) {
            assertThat(literals.predicate(l).holds(table, row)).isEqualTo(code[row] == l);
          }
        }
      }
    }
  }

  @Test
  void confirming_handComputed_isWelchsTest() {
    double[] losses = {1, 2, 3, 0, 1, 0, 1};
    double[] weights = {1, 1, 1, 1, 1, 1, 1};
    int[] all = IntStream.range(0, 7).toArray();
    java.util.BitSet slice = new java.util.BitSet();
    slice.set(0, 3);
    Confirming.Outcome outcome = new Confirming(all, all, losses, weights).test(slice, 2);
    // Means 2 and 0.5; sum of squared influences 2/9 + 1/16, times 3/2.
    double error = Math.sqrt((2.0 / 9 + 1.0 / 16) * 1.5);
    assertThat(outcome.excess().<Double>match(m -> m.value(), u -> 0.0)).isEqualTo(1.5);
    double p =
        1
            - new org.apache.commons.math3.distribution.TDistribution(null, 2)
                .cumulativeProbability(1.5 / error);
    assertThat(outcome.pValue()).isCloseTo(p, within(1e-9));
    assertThat(outcome.impact()).isCloseTo(3 * 1.5 / 8, within(1e-12));
    assertThat(new Confirming(all, all, losses, weights).test(slice, 4).pValue()).isEqualTo(1);
  }
}
