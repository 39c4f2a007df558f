package io.millwright.monitor;

import io.millwright.profile.CategoryBins;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.NumberBins;
import io.millwright.report.Chart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws the values of one field in the reference and now. */
final class FieldCharts {

  private static final int BARS = 20;
  private static final int MOST_CATEGORIES = 12;

  /**
   * The share of reference values beyond each end of a histogram, so that tails do not squash it.
   */
  private static final double CUT = 0.01;

  private FieldCharts() {}

  static Chart chart(FieldProfile reference, FieldProfile current) {
    return reference
        .bins()
        .match(
            numbers -> histogram(numbers, reference, current),
            categories -> bars(categories, reference, current));
  }

  private static Chart histogram(NumberBins bins, FieldProfile reference, FieldProfile current) {
    double low = bins.start(quantileBin(reference, CUT));
    int top = quantileBin(reference, 1 - CUT);
    double high = top + 1 < bins.size() ? bins.start(top + 1) : bins.max();
    double[] edges = new double[BARS + 1];
    Arrays.setAll(edges, i -> i == BARS ? high : low + i * ((high - low) / BARS));
    for (int i = 0; i < BARS; i++) {
      if (!(edges[i] < edges[i + 1]) || !Double.isFinite(edges[i])) {
        return ranges(bins, reference, current);
      }
    }
    return Chart.histogram(reference.name(), edges)
        .note("Values beyond the range shown are in the outermost bars; missing ones in none.")
        .x(reference.name())
        .y("share of present values")
        .series("reference", shares(bins, reference, edges))
        .series("current", shares(bins, current, edges))
        .build();
  }

  private static int quantileBin(FieldProfile reference, double share) {
    double wanted = share * Math.max(1, reference.present());
    double sum = reference.under();
    int bin = 0;
    while (bin < reference.bins().size() - 1 && sum + reference.count(bin) < wanted) {
      sum += reference.count(bin++);
    }
    return bin;
  }

  /** Counts of fine bins spread evenly over their width. */
  private static double[] shares(NumberBins bins, FieldProfile field, double[] edges) {
    double[] bars = new double[BARS];
    bars[0] += field.under();
    bars[BARS - 1] += field.over();
    for (int bin = 0; bin < bins.size(); bin++) {
      double from = bins.start(bin);
      double to = bin + 1 < bins.size() ? bins.start(bin + 1) : bins.max();
      spread(field.count(bin), from, to, edges, bars);
    }
    double present = Math.max(1, field.present());
    return Arrays.stream(bars).map(b -> b / present).toArray();
  }

  private static void spread(long count, double from, double to, double[] edges, double[] bars) {
    for (int bar = 0; bar < BARS; bar++) {
      double left = bar == 0 ? Double.NEGATIVE_INFINITY : edges[bar];
      double right = bar == BARS - 1 ? Double.POSITIVE_INFINITY : edges[bar + 1];
      if (from == to) {
        bars[bar] += from >= left && from < right ? count : 0;
      } else {
        double overlap = Math.min(to, right) - Math.max(from, left);
        bars[bar] += overlap > 0 ? count * (overlap / (to - from)) : 0;
      }
    }
  }

  /** For a reference of (almost) one value, whose histogram would have no width. */
  private static Chart ranges(NumberBins bins, FieldProfile reference, FieldProfile current) {
    return Chart.bar(reference.name(), List.of("below", "reference range", "above", "missing"))
        .note("Reference range: " + bins.min() + " to " + bins.max() + ".")
        .y("share of values")
        .series("reference", ranges(reference))
        .series("current", ranges(current))
        .build();
  }

  private static double[] ranges(FieldProfile field) {
    double total = Math.max(1, field.total());
    double inside = field.present() - field.under() - field.over();
    return new double[] {
      field.under() / total, inside / total, field.over() / total, field.missing() / total
    };
  }

  private static Chart bars(CategoryBins categories, FieldProfile reference, FieldProfile current) {
    int shown = Math.min(MOST_CATEGORIES, categories.size());
    List<String> names = new ArrayList<>(categories.names().subList(0, shown));
    names.addAll(List.of("(other)", "(unseen)", "(missing)"));
    return Chart.bar(reference.name(), Labels.distinct(names))
        .y("share of values")
        .series("reference", bars(reference, shown))
        .series("current", bars(current, shown))
        .build();
  }

  private static double[] bars(FieldProfile field, int shown) {
    double total = Math.max(1, field.total());
    double[] bars = new double[shown + 3];
    for (int bin = 0; bin < field.bins().size(); bin++) {
      bars[Math.min(bin, shown)] += field.count(bin) / total;
    }
    bars[shown] += field.other() / total;
    bars[shown + 1] = field.unseen() / total;
    bars[shown + 2] = field.missing() / total;
    return bars;
  }
}
