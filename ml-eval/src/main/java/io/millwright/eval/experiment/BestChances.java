package io.millwright.eval.experiment;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Chance of each independent belief to be the largest (smallest): the integral of its density times
 * the others' chances to lie below (above).
 *
 * <p>Gauss–Legendre with five nodes between neighbouring quantiles of all beliefs, so that narrow
 * and wide ones are resolved alike; tails of 1e-9 are left out and the rest scaled to 1.
 */
final class BestChances {

  private static final double REACH = 6;
  private static final double STEP = 0.25;
  private static final double[] NODES = {
    -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640
  };
  private static final double[] WEIGHTS = {
    0.2369268850561891,
    0.4786286704993665,
    0.5688888888888889,
    0.4786286704993665,
    0.2369268850561891
  };

  private BestChances() {}

  static double[] of(List<Posterior> beliefs, boolean largest) {
    double[] chances = new double[beliefs.size()];
    double from = Double.NaN;
    for (double to : quantiles(beliefs)) {
      if (!Double.isNaN(from)) {
        add(chances, beliefs, from, to, largest);
      }
      from = to;
    }
    double sum = 0;
    for (double chance : chances) {
      sum += chance;
    }
    for (int i = 0; i < chances.length; i++) {
      chances[i] /= sum;
    }
    return chances;
  }

  private static SortedSet<Double> quantiles(List<Posterior> beliefs) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    SortedSet<Double> places = new TreeSet<>();
    for (double z = -REACH; z <= REACH; z += STEP) {
      double p = normal.cumulativeProbability(z);
      beliefs.forEach(b -> places.add(b.quantile(p)));
    }
    return places;
  }

  private static void add(
      double[] chances, List<Posterior> beliefs, double from, double to, boolean largest) {
    double half = (to - from) / 2;
    for (int k = 0; k < NODES.length; k++) {
      double x = from + half + NODES[k] * half;
      double[] below = beliefs.stream().mapToDouble(b -> b.below(x)).toArray();
      for (int i = 0; i < chances.length; i++) {
        double product = WEIGHTS[k] * half * beliefs.get(i).density(x);
        for (int j = 0; j < below.length; j++) {
          product *= j == i ? 1 : largest ? below[j] : 1 - below[j];
        }
        chances[i] += product;
      }
    }
  }
}
