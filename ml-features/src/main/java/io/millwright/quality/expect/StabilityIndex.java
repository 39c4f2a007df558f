package io.millwright.quality.expect;

import io.millwright.profile.Bins;
import io.millwright.profile.CategoryBins;
import io.millwright.profile.FieldProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * The population stability index {@code sum (a - e) ln(a / e)} of two profiles in the same bins,
 * after joining them to a few groups so that chance does not drown it.
 *
 * <p>Numbers: adjacent bins together, ten groups of about equal reference mass, what lies outside
 * the reference's range in the outermost. Categories: the 20 most frequent alone, the other known
 * ones together, unseen ones together. Missing and NaN are groups of their own. A half is added to
 * every count, groups that neither has are left out.
 */
final class StabilityIndex {

  private static final int NUMBER_GROUPS = 10;
  private static final int CATEGORY_GROUPS = 20;
  private static final double PSEUDO_COUNT = 0.5;

  private StabilityIndex() {}

  static double of(FieldProfile reference, FieldProfile current) {
    List<long[]> pairs = new ArrayList<>();
    Bins bins = reference.bins();
    if (bins instanceof CategoryBins) {
      categories(reference, current, pairs);
    } else {
      numbers(reference, current, pairs);
    }
    pairs.add(new long[] {reference.missing(), current.missing()});
    pairs.add(new long[] {reference.nan(), current.nan()});
    pairs.removeIf(p -> p[0] + p[1] == 0);
    return index(pairs);
  }

  private static void numbers(FieldProfile reference, FieldProfile current, List<long[]> pairs) {
    double total = Math.max(1, reference.present());
    long[] open = {reference.under(), current.under()};
    double before = reference.under();
    int openGroup = 0;
    for (int bin = 0; bin < reference.bins().size(); bin++) {
      double middle = (before + reference.count(bin) / 2.0) / total;
      int group = (int) Math.min(NUMBER_GROUPS - 1, middle * NUMBER_GROUPS);
      if (bin > 0 && group > openGroup) {
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
  }

  private static void categories(FieldProfile reference, FieldProfile current, List<long[]> pairs) {
    long[] rest = {reference.other(), current.other()};
    for (int bin = 0; bin < reference.bins().size(); bin++) {
      if (bin < CATEGORY_GROUPS) {
        pairs.add(new long[] {reference.count(bin), current.count(bin)});
      } else {
        rest[0] += reference.count(bin);
        rest[1] += current.count(bin);
      }
    }
    pairs.add(rest);
    pairs.add(new long[] {reference.unseen(), current.unseen()});
  }

  private static double index(List<long[]> pairs) {
    double e = 0;
    double a = 0;
    for (long[] pair : pairs) {
      e += pair[0] + PSEUDO_COUNT;
      a += pair[1] + PSEUDO_COUNT;
    }
    double sum = 0;
    for (long[] pair : pairs) {
      double expected = (pair[0] + PSEUDO_COUNT) / e;
      double actual = (pair[1] + PSEUDO_COUNT) / a;
      sum += (actual - expected) * StrictMath.log(actual / expected);
    }
    return sum;
  }
}
