package io.millwright.eval.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.slice.SliceLine.Found;
import io.millwright.eval.slice.SliceLine.Limits;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SliceLineTest {

  private static final List<String> VALUES = List.of("p", "q", "r");

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  /** Every conjunction of up to {@code level} values, counted row by row. */
  private static List<Double> bruteForce(
      int[][] codes, double[] loss, double[] weight, double[] y, Limits limits, double alpha) {
    int n = loss.length;
    double total = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      total += weight[i];
      sum += weight[i] * loss[i];
    }
    List<Double> scores = new ArrayList<>();
    int fields = codes.length;
    int combinations = (int) Math.pow(4, fields);
    for (int c = 0; c < combinations; c++) {
      // Digit 3 leaves the field open.
      int[] wanted = new int[fields];
      int rest = c;
      int level = 0;
      for (int f = 0; f < fields; f++) {
        wanted[f] = rest % 4;
        rest /= 4;
        level += wanted[f] < 3 ? 1 : 0;
      }
      if (level == 0 || level > limits.literals() || redundant(codes, wanted, weight)) {
        continue;
      }
      double w = 0;
      double e = 0;
      int rows = 0;
      int positive = 0;
      for (int i = 0; i < n; i++) {
        if (weight[i] > 0 && in(codes, wanted, i)) {
          w += weight[i];
          e += weight[i] * loss[i];
          rows++;
          positive += y[i] == 1 ? 1 : 0;
        }
      }
      if (rows >= limits.rows() && positive >= limits.each() && rows - positive >= limits.each()) {
        double score = alpha * (e / w / (sum / total) - 1) - (1 - alpha) * (total / w - 1);
        if (score > 0) {
          scores.add(score);
        }
      }
    }
    scores.sort(Comparator.reverseOrder());
    return scores.subList(0, Math.min(limits.best(), scores.size()));
  }

  private static boolean in(int[][] codes, int[] wanted, int row) {
    for (int f = 0; f < wanted.length; f++) {
      if (wanted[f] < 3 && codes[f][row] != wanted[f]) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of the values could be left open without another row. */
  private static boolean redundant(int[][] codes, int[] wanted, double[] weight) {
    for (int f = 0; f < wanted.length; f++) {
      if (wanted[f] < 3) {
        int[] open = wanted.clone();
        open[f] = 3;
        boolean others = IntStream.of(open).anyMatch(v -> v < 3);
        int less = size(codes, open, weight);
        if (others && less == size(codes, wanted, weight)) {
          return true;
        }
      }
    }
    return false;
  }

  private static int size(int[][] codes, int[] wanted, double[] weight) {
    return (int)
        IntStream.range(0, weight.length)
            .filter(i -> weight[i] > 0 && in(codes, wanted, i))
            .count();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void search_tinyTables_findsWhatBruteForceFinds(int seed) {
    RandomGenerator random = Seed.of(seed).random();
    int n = 20 + random.nextInt(100);
    int fields = 2 + random.nextInt(4);
    int[][] codes = new int[fields][n];
    double[] loss = new double[n];
    double[] weight = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int f = 0; f < fields; f++) {
        codes[f][i] = random.nextInt(3);
      }
      boolean weak = codes[0][i] == 1 && codes[1][i] == 2;
      loss[i] = random.nextInt(3) == 0 ? 0 : Math.pow(random.nextDouble(), 2) * (weak ? 3 : 1);
      weight[i] = seed % 3 == 0 ? 1 : random.nextInt(4) / 2.0;
      y[i] = random.nextInt(2);
    }
    Limits limits =
        new Limits(
            1 + random.nextInt(8),
            random.nextInt(3),
            1 + random.nextInt(3),
            1 + random.nextInt(10));
    double alpha = random.nextInt(5) == 0 ? 1 : 0.5 + random.nextDouble() / 2;
    SliceRows rows = rows(codes, loss, weight, y, limits.rows());
    List<Found> found = SliceLine.search(rows, limits, alpha);
    List<Double> expected = bruteForce(codes, loss, weight, y, limits, alpha);
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).score()).isCloseTo(expected.get(i), within(1e-9));
      assertThat(found.get(i).literals()).isSorted().hasSizeLessThanOrEqualTo(limits.literals());
    }
  }

  private static SliceRows rows(
      int[][] codes, double[] loss, double[] weight, double[] y, int support) {
    Schema.Builder schema = Schema.builder();
    List<Column> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int f = 0; f < codes.length; f++) {
      schema.categorical("f" + f);
      names.add("f" + f);
      columns.add(CategoricalColumn.of(codes[f], VALUES));
    }
    Table table = Table.of(schema.build(), columns);
    int[] all = IntStream.range(0, loss.length).toArray();
    return new SliceRows(all, Literals.of(table, names, 4), loss, weight, y, support);
  }
}
