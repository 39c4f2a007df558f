package io.millwright.eval.ranking;

import io.millwright.eval.ranking.RankingMetrics.Gain;

/**
 * Sums over a ranking. Where documents tie, each is the expected value over all their orders, in
 * closed form; a group of one document makes it the plain value.
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-78646-7_38">McSherry, Najork (2008), Computing
 *     information retrieval performance measures efficiently in the presence of tied scores</a>
 */
final class RankKernels {

  private static final double LN2 = StrictMath.log(2);

  private RankKernels() {}

  /** Expected relevant documents among the first k. */
  static double found(JudgedList list, int k) {
    double sum = 0;
    int start = 0;
    for (int end : list.ends()) {
      if (start >= k) {
        break;
      }
      sum += list.relevant(start, end) * (Math.min(end, k) - start) / (double) (end - start);
      start = end;
    }
    return sum;
  }

  /** Probability that the first k have a relevant document. */
  static double hit(JudgedList list, int k) {
    int start = 0;
    for (int end : list.ends()) {
      int relevant = list.relevant(start, end);
      if (start >= k) {
        break;
      }
      if (relevant > 0) {
        double none = 1;
        for (int drawn = 0; drawn < Math.min(end, k) - start; drawn++) {
          none *= Math.max(0, end - start - relevant - drawn) / (double) (end - start - drawn);
        }
        return 1 - none;
      }
      start = end;
    }
    return 0;
  }

  /** Expected 1 / rank of the first relevant document, 0 if it is not among the first k. */
  static double reciprocalRank(JudgedList list, int k) {
    int start = 0;
    for (int end : list.ends()) {
      int relevant = list.relevant(start, end);
      if (relevant > 0) {
        return firstOfGroup(start, end - start, relevant, k);
      }
      start = end;
    }
    return 0;
  }

  private static double firstOfGroup(int start, int size, int relevant, int k) {
    double sum = 0;
    double none = 1;
    for (int j = 0; j <= size - relevant && start + j < k; j++) {
      double here = relevant / (double) (size - j);
      sum += none * here / (start + j + 1);
      none *= 1 - here;
    }
    return sum;
  }

  /** Expected sum of the precision at each relevant document among the first k. */
  static double precisions(JudgedList list, int k) {
    double sum = 0;
    int before = 0;
    int start = 0;
    for (int end : list.ends()) {
      int size = end - start;
      int relevant = list.relevant(start, end);
      double others = size > 1 ? (relevant - 1) / (double) (size - 1) : 0;
      for (int i = 0; relevant > 0 && i < size && start + i < k; i++) {
        sum += relevant / (double) size * (before + 1 + i * others) / (start + i + 1);
      }
      before += relevant;
      start = end;
    }
    return sum;
  }

  /** Expected sum of {@code p^(rank - 1)} over the relevant documents. */
  static double persistence(JudgedList list, double p) {
    double sum = 0;
    double power = 1;
    int start = 0;
    for (int end : list.ends()) {
      double share = list.relevant(start, end) / (double) (end - start);
      for (int i = start; i < end; i++) {
        sum += share * power;
        power *= p;
      }
      start = end;
    }
    return sum;
  }

  /** Expected sum over relevant documents of the share of preferences that hold. */
  static double preferences(JudgedList list) {
    int all = list.relevant();
    int others = list.irrelevant();
    double sum = 0;
    int before = 0;
    int start = 0;
    for (int end : list.ends()) {
      int relevant = list.relevant(start, end);
      int wrong = -relevant;
      for (int i = start; i < end; i++) {
        wrong += list.isJudged(i) ? 1 : 0;
      }
      // A relevant document is equally likely to have 0..wrong of its group's others before it.
      double mean = 0;
      for (int j = 0; relevant > 0 && j <= wrong; j++) {
        mean += preferred(before + j, all, others) / (wrong + 1);
      }
      sum += relevant * mean;
      before += wrong;
      start = end;
    }
    return sum;
  }

  private static double preferred(int before, int relevant, int others) {
    return before == 0 ? 1 : 1 - Math.min(before, relevant) / (double) Math.min(others, relevant);
  }

  /** Discounted gain of the first k, the mean gain where documents tie. */
  static double discountedGain(JudgedList list, int k, Gain gain) {
    double sum = 0;
    int start = 0;
    for (int end : list.ends()) {
      if (start >= k) {
        break;
      }
      double gains = 0;
      for (int i = start; i < end; i++) {
        gains += gain.of(list.grade(i));
      }
      double discounts = 0;
      for (int i = start; i < Math.min(end, k); i++) {
        discounts += discount(i);
      }
      sum += gains / (end - start) * discounts;
      start = end;
    }
    return sum;
  }

  /** Discounted gain of the first k of these grades, in this order. */
  static double discountedGain(double[] grades, int k, Gain gain) {
    double sum = 0;
    for (int i = 0; i < Math.min(k, grades.length); i++) {
      sum += gain.of(grades[i]) * discount(i);
    }
    return sum;
  }

  private static double discount(int position) {
    return LN2 / StrictMath.log(position + 2);
  }
}
