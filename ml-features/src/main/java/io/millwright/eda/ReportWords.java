package io.millwright.eda;

import io.millwright.report.NumberText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words of a report: values short enough to read and different from each other. */
final class ReportWords {

  private static final int LONGEST = 48;

  private final Set<String> used = new HashSet<>();

  /** A value as a label; never blank. */
  static String value(String raw) {
    if (raw.isBlank()) {
      return raw.isEmpty() ? "(empty)" : "(blank)";
    }
    return raw.codePointCount(0, raw.length()) <= LONGEST
        ? raw
        : raw.substring(0, raw.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** As {@link #value}, and not given before. */
  String unique(String raw) {
    String label = value(raw);
    String candidate = label;
    for (int i = 2; !used.add(candidate); i++) {
      candidate = label + " (" + i + ")";
    }
    return candidate;
  }

  /** A share as a percentage with a sensible number of digits. */
  static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    if (percent < 100 && percent > 99.9) {
      return "> 99.9 %";
    }
    return NumberText.of(Math.rint(percent * 10) / 10) + " %";
  }

  static String count(long value) {
    return NumberText.of(value);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code 'a', 'b' and 3 more}. */
  static String names(List<String> names, int most) {
    List<String> shown = names.stream().limit(most).map(n -> "'" + n + "'").toList();
    int rest = names.size() - shown.size();
    return String.join(", ", shown) + (rest > 0 ? " and " + rest + " more" : "");
  }
}
