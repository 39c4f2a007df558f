package io.millwright.monitor;

import io.millwright.profile.CategoryBins;
import io.millwright.profile.FieldProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * The present values of reference and current in the same few groups, so that each holds enough
 * values to be compared. How the groups are cut depends on the reference and on the sizes only,
 * never on the current counts, or the tests on them would not hold.
 */
record Grouping(List<long[]> pairs) {

  private static final int NUMBER_GROUPS = 10;

  /** Least expected count of a category that is compared on its own, as usual for chi-square. */
  private static final double LEAST_EXPECTED = 5;

  static Grouping of(FieldProfile reference, FieldProfile current) {
    return new Grouping(
        reference.bins() instanceof CategoryBins
            ? categories(reference, current)
            : numbers(reference, current));
  }

  /** Adjacent bins together, up to ten groups of about equal reference mass; outliers outermost. */
  private static List<long[]> numbers(FieldProfile reference, FieldProfile current) {
    int bins = reference.bins().size();
    double total = Math.max(1, reference.present());
    List<long[]> pairs = new ArrayList<>();
    long[] open = {reference.under(), current.under()};
    double before = reference.under();
    int openGroup = -1;
    for (int bin = 0; bin < bins; bin++) {
      double middle = (before + reference.count(bin) / 2.0) / total;
      int group = (int) Math.min(NUMBER_GROUPS - 1, middle * NUMBER_GROUPS);
      if (openGroup >= 0 && group > openGroup) {
        pairs.add(open);
        open = new long[2];
      }
      openGroup = group;
      open[0] += reference.count(bin);
      open[1] += current.count(bin);
      before += reference.count(bin);
    }
    open[0] += reference.over();
    open[1] += current.over();
    pairs.add(open);
    return pairs;
  }

  /** Categories with enough expected values on their own, the rest together. */
  private static List<long[]> categories(FieldProfile reference, FieldProfile current) {
    double m = reference.present();
    double smaller = (double) Math.min(reference.present(), current.present());
    List<long[]> pairs = new ArrayList<>();
    long[] rest = {reference.other() + reference.unseen(), current.other() + current.unseen()};
    for (int bin = 0; bin < reference.bins().size(); bin++) {
      if (reference.count(bin) * smaller / m >= LEAST_EXPECTED) {
        pairs.add(new long[] {reference.count(bin), current.count(bin)});
      } else {
        rest[0] += reference.count(bin);
        rest[1] += current.count(bin);
      }
    }
    if (rest[0] + rest[1] > 0) {
      pairs.add(rest);
    }
    return pairs;
  }

  int size() {
    return pairs.size();
  }

  long[] reference() {
    return pairs.stream().mapToLong(p -> p[0]).toArray();
  }

  long[] current() {
    return pairs.stream().mapToLong(p -> p[1]).toArray();
  }

  /** As a table of two rows, without groups that neither sample has. */
  double[][] table() {
    List<long[]> used = pairs.stream().filter(p -> p[0] + p[1] > 0).toList();
    double[][] table = new double[2][used.size()];
    for (int i = 0; i < used.size(); i++) {
      table[0][i] = used.get(i)[0];
      table[1][i] = used.get(i)[1];
    }
    return table;
  }

  /**
   * The greatest difference of cumulated shares where a bin of numbers starts or the range ends.
   */
  static double ks(FieldProfile reference, FieldProfile current) {
    double m = reference.present();
    double n = current.present();
    double e = reference.under();
    double a = current.under();
    double greatest = Math.abs(e / m - a / n);
    for (int bin = 0; bin < reference.bins().size(); bin++) {
      e += reference.count(bin);
      a += current.count(bin);
      greatest = Math.max(greatest, Math.abs(e / m - a / n));
    }
    return greatest;
  }
}
