package io.millwright.features;

import static io.millwright.features.Transforms.tfIdf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomizedSvdTest {

  /** Singular values 3 and 1 of [[2, 1], [1, 2]], vectors (1, 1) and (1, -1) over sqrt 2. */
  @Test
  void svd_twoByTwo_isByHand() {
    RandomizedSvd svd =
        RandomizedSvd.of(SparseRows.of(new double[][] {{2, 1}, {1, 2}}), 2, Seed.of(1));
    double h = Math.sqrt(0.5);
    assertThat(svd.singular()).containsExactly(new double[] {3, 1}, within(1e-14));
    assertThat(svd.vectors()[0]).containsExactly(new double[] {h, h}, within(1e-14));
    assertThat(Math.abs(svd.vectors()[1][0])).isCloseTo(h, within(1e-14));
    assertThat(svd.vectors()[1][0]).isCloseTo(-svd.vectors()[1][1], within(1e-14));
  }

  /** The eigenvectors of the Gram matrix, by Jacobi's two-sided rotations. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void svd_smallRandomMatrix_isThatOfTheSlowWay(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    double[][] matrix = new double[5 + random.nextInt(10)][4 + random.nextInt(8)];
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextInt(3) == 0 ? random.nextGaussian() : 0;
      }
    }
    RandomizedSvd svd = RandomizedSvd.of(SparseRows.of(matrix), 3, Seed.of(seed));
    double[][] eigen = new double[matrix[0].length][];
    double[] values = eigen(gram(matrix), eigen);
    for (int c = 0; c < 3; c++) {
      assertThat(svd.singular()[c]).isCloseTo(Math.sqrt(values[c]), within(1e-12));
      double[] ours = svd.vectors()[c];
      double cosine = RandomizedSvd.dot(ours, eigen[c]);
      assertThat(Math.abs(cosine)).isCloseTo(1, within(1e-9));
      int largest = 0;
      for (int j = 1; j < ours.length; j++) {
        largest = Math.abs(ours[j]) > Math.abs(ours[largest]) ? j : largest;
      }
      assertThat(ours[largest]).isPositive();
    }
  }

  /** A matrix of rank 5: beyond it there is nothing, within it everything. */
  @Test
  void svd_lowRankMatrix_isTheWholeRowSpace() {
    RandomGenerator random = Seed.of(3).random();
    double[][] left = gaussian(300, 5, random);
    double[][] right = gaussian(5, 200, random);
    double[][] matrix = new double[300][200];
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 200; j++) {
        for (int r = 0; r < 5; r++) {
          matrix[i][j] += left[i][r] * right[r][j];
        }
      }
    }
    RandomizedSvd svd = RandomizedSvd.of(SparseRows.of(matrix), 8, Seed.of(1));
    assertThat(svd.singular()[4]).isGreaterThan(1);
    for (int c = 5; c < 8; c++) {
      assertThat(svd.singular()[c]).isZero();
      assertThat(svd.vectors()[c]).containsOnly(0.0);
    }
    for (double[] row : matrix) {
      double[] rest = row.clone();
      for (double[] vector : svd.vectors()) {
        double along = RandomizedSvd.dot(row, vector);
        for (int j = 0; j < rest.length; j++) {
          rest[j] -= along * vector[j];
        }
      }
      assertThat(RandomizedSvd.dot(rest, rest)).isLessThan(1e-24 * RandomizedSvd.dot(row, row));
    }
  }

  /** Noise of a hundredth around rank 5: the space is found to the noise's order squared. */
  @Test
  void svd_noisyMatrix_keepsAlmostAsMuchAsIsPossible() {
    RandomGenerator random = Seed.of(4).random();
    double[][] matrix = gaussian(120, 60, random);
    double[][] left = gaussian(120, 5, random);
    double[][] right = gaussian(5, 60, random);
    for (int i = 0; i < 120; i++) {
      for (int j = 0; j < 60; j++) {
        matrix[i][j] *= 0.01;
        for (int r = 0; r < 5; r++) {
          matrix[i][j] += left[i][r] * right[r][j];
        }
      }
    }
    RandomizedSvd svd = RandomizedSvd.of(SparseRows.of(matrix), 20, Seed.of(1));
    double[] values = eigen(gram(matrix), new double[60][]);
    for (int c = 0; c < 5; c++) {
      assertThat(svd.singular()[c]).isCloseTo(Math.sqrt(values[c]), within(1e-9));
    }
    double kept = 0;
    double possible = 0;
    for (int c = 5; c < 20; c++) {
      kept += svd.singular()[c] * svd.singular()[c];
      possible += values[c];
    }
    assertThat(kept / possible).isBetween(0.98, 1 + 1e-12);
  }

  @Test
  void lsa_ofTexts_putsTopicsOnAxes() {
    List<String> texts =
        List.of(
            "card lost", "card stolen", "lost card stolen", "rain wind", "wind rain snow", "snow");
    FittedFeatures fitted = Rows.fit(tfIdf("t").lsa(2), table(texts));
    assertThat(fitted.features()).extracting(f -> f.name()).containsExactly("lsa(t)#0", "lsa(t)#1");
    double[] v = fitted.transform(table(List.of("stolen", "snow", "nothing")));
    // Each topic has an axis of its own, since they share no word.
    assertThat(Math.abs(v[0]) > 0.1).isNotEqualTo(Math.abs(v[1]) > 0.1);
    assertThat(Math.abs(v[2]) > 0.1).isNotEqualTo(Math.abs(v[0]) > 0.1);
    assertThat(v[4]).isZero();
    assertThat(v[5]).isZero();
  }

  @Test
  void lsa_sameSeedOtherOrderOrThread_sameBits() throws InterruptedException {
    List<String> texts = new ArrayList<>();
    RandomGenerator random = Seed.of(5).random();
    for (int i = 0; i < 200; i++) {
      texts.add("w" + random.nextInt(30) + " w" + random.nextInt(30) + " w" + random.nextInt(9));
    }
    String json = Rows.fit(tfIdf("t").lsa(4), table(texts)).stored().json();
    Collections.shuffle(texts, new Random(1));
    List<String> others = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread thread =
          new Thread(() -> others.add(Rows.fit(tfIdf("t").lsa(4), table(texts)).stored().json()));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(others).hasSize(3).containsOnly(json);
  }

  private static Table table(List<String> texts) {
    return Table.of(Schema.builder().text("t").build(), List.of(TextColumn.of(texts)));
  }

  private static double[][] gaussian(int rows, int columns, RandomGenerator random) {
    double[][] drawn = new double[rows][columns];
    for (double[] row : drawn) {
      java.util.Arrays.setAll(row, j -> random.nextGaussian());
    }
    return drawn;
  }

  private static double[][] gram(double[][] matrix) {
    int n = matrix[0].length;
    double[][] gram = new double[n][n];
    for (double[] row : matrix) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
    return gram;
  }

  /** Cyclic Jacobi on a symmetric matrix: eigenvalues descending, eigenvectors as rows. */
  private static double[] eigen(double[][] a, double[][] vectors) {
    int n = a.length;
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < 100; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          double angle = 0.5 * Math.atan2(2 * a[p][q], a[p][p] - a[q][q]);
          double c = Math.cos(angle);
          double s = Math.sin(angle);
          for (int k = 0; k < n; k++) {
            double x = a[k][p];
            a[k][p] = c * x + s * a[k][q];
            a[k][q] = -s * x + c * a[k][q];
          }
          for (int k = 0; k < n; k++) {
            double x = a[p][k];
            a[p][k] = c * x + s * a[q][k];
            a[q][k] = -s * x + c * a[q][k];
            double y = v[p][k];
            v[p][k] = c * y + s * v[q][k];
            v[q][k] = -s * y + c * v[q][k];
          }
        }
      }
    }
    Integer[] order = new Integer[n];
    java.util.Arrays.setAll(order, i -> i);
    java.util.Arrays.sort(order, (i, j) -> Double.compare(a[j][j], a[i][i]));
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = Math.max(0, a[order[i]][order[i]]);
      vectors[i] = v[order[i]];
    }
    return values;
  }
}
