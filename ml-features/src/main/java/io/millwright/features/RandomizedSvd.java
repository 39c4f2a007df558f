package io.millwright.features;

import io.millwright.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The first right singular vectors of a sparse matrix, by a randomised range finder with power
 * iterations, each side made orthonormal anew (algorithm 4.4 of Halko, Martinsson and Tropp 2011),
 * then exactly within the space found (5.1).
 *
 * <p>One thread and one order of sums: the same matrix and seed give the same bits. Cost: {@code 2
 * (q + 1)} products with the matrix for each of {@code l = k + 10} directions, and {@code O((rows +
 * columns) l^2)} for orthogonality, q = 4.
 *
 * @see <a href="https://arxiv.org/abs/0909.4061">Halko, Martinsson, Tropp (2011), Finding structure
 *     with randomness</a>
 */
final class RandomizedSvd {

  /** More directions than asked for; 5 to 10 suffice by the paper's section 1.3. */
  private static final int OVERSAMPLING = 10;

  private static final int POWER_ITERATIONS = 4;

  /** A direction this much below the others is rounding, not direction. */
  private static final double NOTHING = 1e-12;

  private static final double LEAST_SINGULAR = 1e-10;

  private final double[][] vectors;
  private final double[] singular;

  private RandomizedSvd(double[][] vectors, double[] singular) {
    this.vectors = vectors;
    this.singular = singular;
  }

  /** The right singular vectors, by descending singular value; zeros beyond the rank. */
  double[][] vectors() {
    return vectors;
  }

  /** Descending; 0 beyond the rank. */
  double[] singular() {
    return singular;
  }

  static RandomizedSvd of(SparseRows matrix, int k, Seed seed) {
    int directions = Math.min(k + OVERSAMPLING, Math.min(matrix.rows(), matrix.columns()));
    double[][] range = new double[directions][];
    for (int j = 0; j < directions; j++) {
      range[j] = matrix.times(gaussian(matrix.columns(), seed.derive(j)));
    }
    orthonormalize(range);
    double[][] back = new double[directions][];
    for (int pass = 0; pass <= POWER_ITERATIONS; pass++) {
      Arrays.setAll(back, j -> new double[0]);
      for (int j = 0; j < directions; j++) {
        back[j] = matrix.transposedTimes(range[j]);
      }
      if (pass < POWER_ITERATIONS) {
        orthonormalize(back);
        for (int j = 0; j < directions; j++) {
          range[j] = matrix.times(back[j]);
        }
        orthonormalize(range);
      }
    }
    return within(back, k, matrix.columns());
  }

  private static double[] gaussian(int length, Seed seed) {
    RandomGenerator random = seed.random();
    double[] drawn = new double[length];
    Arrays.setAll(drawn, i -> random.nextGaussian());
    return drawn;
  }

  /** The left singular vectors of the matrix of these columns, with their values. */
  private static RandomizedSvd within(double[][] columns, int k, int length) {
    double[][] basis = new double[columns.length][];
    Arrays.setAll(basis, j -> columns[j].clone());
    orthonormalize(basis);
    double[][] small = new double[columns.length][columns.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < columns.length; i++) {
        small[j][i] = dot(basis[i], columns[j]);
      }
    }
    OneSidedJacobi.rotate(small);
    double[] values = new double[small.length];
    Arrays.setAll(values, j -> Math.sqrt(dot(small[j], small[j])));
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[b], values[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] vectors = new double[k][length];
    double[] singular = new double[k];
    double largest = order.length == 0 ? 0 : values[order[0]];
    for (int c = 0; c < Math.min(k, order.length); c++) {
      double value = values[order[c]];
      if (value > LEAST_SINGULAR * largest) {
        singular[c] = value;
        for (int i = 0; i < basis.length; i++) {
          add(vectors[c], basis[i], small[order[c]][i] / value);
        }
        point(vectors[c]);
      }
    }
    return new RandomizedSvd(vectors, singular);
  }

  /** The largest entry, of equal ones the first, becomes positive. */
  private static void point(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      if (Math.abs(vector[i]) > Math.abs(vector[largest])) {
        largest = i;
      }
    }
    if (vector[largest] < 0) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = -vector[i];
      }
    }
  }

  /** Gram-Schmidt, each vector twice: once is not enough, twice is. Dependent ones become 0. */
  private static void orthonormalize(double[][] vectors) {
    for (int j = 0; j < vectors.length; j++) {
      double[] vector = vectors[j];
      double before = Math.sqrt(dot(vector, vector));
      for (int again = 0; again < 2; again++) {
        for (int i = 0; i < j; i++) {
          add(vector, vectors[i], -dot(vectors[i], vector));
        }
      }
      double length = Math.sqrt(dot(vector, vector));
      double factor = length > NOTHING * before ? 1 / length : 0;
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= factor;
      }
    }
  }

  private static void add(double[] to, double[] vector, double factor) {
    if (factor != 0) {
      for (int i = 0; i < to.length; i++) {
        to[i] += factor * vector[i];
      }
    }
  }

  /** Four sums side by side: one would wait for itself. */
  static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
