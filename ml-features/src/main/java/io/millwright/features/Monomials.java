package io.millwright.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Products of n numbers up to a degree, each as one that came before times one number, ordered by
 * degree and then by the numbers' positions.
 */
final class Monomials {

  static final int MOST = 65_536;
  static final int MOST_DEGREE = 100;

  private final int numbers;

  /** Position of the product without its last factor; -1 for the numbers themselves. */
  private final int[] before;

  /** Position of the last factor among the numbers. */
  private final int[] last;

  private Monomials(int numbers, int[] before, int[] last) {
    this.numbers = numbers;
    this.before = before;
    this.last = last;
  }

  static boolean tooMany(int numbers, int degree, boolean interactions) {
    return list(numbers, degree, interactions).size() > MOST;
  }

  static Monomials of(int numbers, int degree, boolean interactions) {
    List<int[]> all = list(numbers, degree, interactions);
    return new Monomials(
        numbers,
        all.stream().mapToInt(m -> m[0]).toArray(),
        all.stream().mapToInt(m -> m[1]).toArray());
  }

  /** Stops once there are more than {@link #MOST}. */
  private static List<int[]> list(int numbers, int degree, boolean interactions) {
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < numbers; i++) {
      all.add(new int[] {-1, i});
    }
    int start = 0;
    for (int d = 2; d <= degree; d++) {
      int end = all.size();
      for (int m = start; m < end && all.size() <= MOST; m++) {
        for (int i = all.get(m)[1] + (interactions ? 1 : 0); i < numbers; i++) {
          all.add(new int[] {m, i});
        }
      }
      start = end;
    }
    return all;
  }

  int size() {
    return last.length;
  }

  /** The factors' positions in ascending order. */
  int[] factors(int monomial) {
    int[] factors = new int[MOST_DEGREE];
    int count = 0;
    for (int m = monomial; m >= 0; m = before[m]) {
      factors[count++] = last[m];
    }
    int[] ascending = Arrays.copyOf(factors, count);
    Arrays.sort(ascending);
    return ascending;
  }

  /** Multiplies; the numbers are already there from that position. */
  void multiply(double[] out, int at) {
    for (int m = numbers; m < last.length; m++) {
      out[at + m] = out[at + before[m]] * out[at + last[m]];
    }
  }
}
