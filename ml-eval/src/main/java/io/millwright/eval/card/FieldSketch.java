package io.millwright.eval.card;

import io.millwright.profile.CategoryBins;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.NumberBins;
import io.millwright.report.Chart;
import io.millwright.report.NumberText;
import io.millwright.schema.FieldType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Range and small chart of a profiled field. The range leaves out 1 % at each end and rare
 * categories are pooled, because the least, the greatest and the rarest value are those of single
 * rows.
 */
final class FieldSketch {

  /** A category of fewer rows is not named. */
  static final long RARE = 5;

  private static final int BARS = 10;
  private static final int HISTOGRAM_BINS = 12;
  private static final double TAIL = 0.01;
  private static final double NANOS_PER_DAY = 86_400e9;

  private final FieldProfile profile;

  FieldSketch(FieldProfile profile) {
    this.profile = profile;
  }

  /** What most values are, in words. */
  String range() {
    return profile.present() == 0
        ? "no row has a value"
        : profile.bins().match(this::numbers, this::categories);
  }

  Optional<Chart> chart() {
    return profile.present() == 0
        ? Optional.empty()
        : profile.bins().match(this::histogram, c -> Optional.of(bars(c)));
  }

  private String numbers(NumberBins bins) {
    return "98 %% from %s to %s%s"
        .formatted(
            text(bins.start(binAt(bins, TAIL))),
            text(end(bins, binAt(bins, 1 - TAIL))),
            profile.type() == FieldType.TEXT ? " characters" : "");
  }

  /** The bin that holds the value below which that share of the finite ones lies. */
  private int binAt(NumberBins bins, double share) {
    long inside = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      inside += profile.count(bin);
    }
    double rank = share * inside;
    long seen = 0;
    for (int bin = 0; bin < bins.size(); bin++) {
      seen += profile.count(bin);
      if (seen > 0 && seen >= rank) {
        return bin;
      }
    }
    return bins.size() - 1;
  }

  private static double end(NumberBins bins, int bin) {
    return bin + 1 < bins.size() ? bins.start(bin + 1) : bins.max();
  }

  private String text(double value) {
    return switch (profile.type()) {
      case DATE -> LocalDate.ofEpochDay((long) Math.floor(value)).toString();
      case TIMESTAMP -> Instant.ofEpochSecond((long) Math.floor(value / 1e9)).toString();
      default -> NumberText.of(value);
    };
  }

  private String categories(CategoryBins bins) {
    int named = named(bins).size();
    return "%s values; %d %s below"
        .formatted(
            NumberText.of(profile.present()),
            named,
            named == 1 ? "category is named" : "categories are named");
  }

  /** Bins of the most frequent categories that are not rare. */
  private List<Integer> named(CategoryBins bins) {
    List<Integer> some = new ArrayList<>();
    for (int bin = 0; bin < bins.size() && some.size() < BARS; bin++) {
      if (profile.count(bin) >= RARE) {
        some.add(bin);
      }
    }
    return some;
  }

  private Chart bars(CategoryBins bins) {
    List<String> names = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    double present = profile.present();
    double rest = present;
    for (int bin : named(bins)) {
      names.add("'" + bins.names().get(bin) + "'");
      shares.add(profile.count(bin) / present);
      rest -= profile.count(bin);
    }
    if (rest > 0) {
      names.add("all others");
      shares.add(rest / present);
    }
    return bar(names, shares);
  }

  private Chart bar(List<String> names, List<Double> shares) {
    return Chart.bar(title(), names)
        .y("share of values", 0, 1)
        .series("share", shares.stream().mapToDouble(Double::doubleValue).toArray())
        .build();
  }

  private String title() {
    return "Distribution of " + profile.name();
  }

  private Optional<Chart> histogram(NumberBins bins) {
    int first = binAt(bins, TAIL);
    int last = binAt(bins, 1 - TAIL);
    DoubleUnaryOperator unit =
        profile.type() == FieldType.TIMESTAMP ? v -> v / NANOS_PER_DAY : v -> v;
    if (last - first < HISTOGRAM_BINS) {
      return Optional.of(fewValues(bins, first, last));
    }
    double low = unit.applyAsDouble(bins.start(first));
    double high = unit.applyAsDouble(end(bins, last));
    double[] edges = new double[HISTOGRAM_BINS + 1];
    for (int i = 0; i <= HISTOGRAM_BINS; i++) {
      edges[i] = i == HISTOGRAM_BINS ? high : low + (high - low) * i / HISTOGRAM_BINS;
      if (i > 0 && !(edges[i] > edges[i - 1] && Double.isFinite(edges[i]))) {
        return Optional.empty();
      }
    }
    double[] shares = new double[HISTOGRAM_BINS];
    for (int bin = first; bin <= last; bin++) {
      double from = unit.applyAsDouble(bins.start(bin));
      double to = unit.applyAsDouble(end(bins, bin));
      spread(profile.count(bin) / (double) profile.present(), from, to, edges, shares);
    }
    return Optional.of(
        Chart.histogram(title(), edges)
            .x(axis())
            .y("share of values")
            .note("Approximate: from the bins of the stored profile, without 1 % at each end.")
            .series("share", shares)
            .build());
  }

  private String axis() {
    return switch (profile.type()) {
      case DATE, TIMESTAMP -> "days since 1970-01-01";
      case TEXT -> "characters";
      default -> profile.name();
    };
  }

  /** Lays a bin's share over the histogram in proportion to the overlap. */
  private static void spread(
      double share, double from, double to, double[] edges, double[] shares) {
    double width = to - from;
    for (int i = 0; i < shares.length; i++) {
      boolean isLast = i == shares.length - 1;
      if (width > 0) {
        double overlap = Math.min(to, edges[i + 1]) - Math.max(from, edges[i]);
        shares[i] += share * Math.max(0, overlap) / width;
      } else if (from >= edges[i] && (from < edges[i + 1] || isLast)) {
        shares[i] += share;
        return;
      }
    }
  }

  private Chart fewValues(NumberBins bins, int first, int last) {
    List<String> names = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int bin = first; bin <= last; bin++) {
      names.add((bin - first + 1) + ": from " + text(bins.start(bin)));
      shares.add(profile.count(bin) / (double) profile.present());
    }
    return bar(names, shares);
  }
}
