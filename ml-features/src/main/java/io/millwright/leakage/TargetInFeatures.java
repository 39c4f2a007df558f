package io.millwright.leakage;

import io.millwright.schema.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link AuditCheck#TARGET_IN_FEATURES}. That two columns divide n rows alike by chance has a
 * probability of at most {@code K! Π c! / n!} for K values with c rows each; it is an alarm when
 * that, times the columns, is at most 1e-6. Linear: {@code |r| >= 1 - 1e-9} over 20 rows or more.
 */
final class TargetInFeatures {

  private static final double LOG_ALPHA = StrictMath.log(1e-6);
  private static final double LINEAR = 1 - 1e-9;
  private static final int ENOUGH = 20;

  private TargetInFeatures() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.TARGET_IN_FEATURES;
    if (data.label().isEmpty()) {
      return Finding.notApplicable(check, "The schema has no label.");
    }
    AuditLabel label = data.label().get();
    List<LeakageEvidence> evidence =
        Stream.concat(
                readLabel(data),
                data.features().parallelStream()
                    .map(f -> evidence(data, label, f))
                    .flatMap(Optional::stream))
            .toList();
    return Finding.of(
        check,
        data.features().size() + " features compared with label '" + label.name() + "'.",
        evidence);
  }

  private static Stream<LeakageEvidence> readLabel(AuditData data) {
    return data.readButNoFeature().stream()
        .filter(f -> f.role() == Role.LABEL)
        .map(
            f ->
                new LeakageEvidence(
                    f.name(),
                    FindingStatus.LEAK,
                    "The pipeline reads the label '" + f.name() + "' itself.",
                    Optional.empty(),
                    data.noRows()));
  }

  /** Whether the feature is a copy of the label that no other check needs to look at again. */
  static boolean isCopy(AuditData data, AuditLabel label, AuditColumn feature) {
    return evidence(data, label, feature).filter(e -> e.status() == FindingStatus.LEAK).isPresent();
  }

  private static Optional<LeakageEvidence> evidence(
      AuditData data, AuditLabel label, AuditColumn feature) {
    int[] plain = feature.type().isString() ? plainCodes(feature) : feature.codes();
    int[] classes = IntStream.range(0, data.size()).map(label::classOf).toArray();
    return Stream.of(
            oneToOne(data, label, feature, feature.codes(), label.column().codes()),
            oneToOne(data, label, feature, plain, label.column().codes()),
            label.isReal()
                ? Optional.<LeakageEvidence>empty()
                : oneToOne(data, label, feature, plain, classes),
            label.isReal() ? linear(data, label, feature) : Optional.<LeakageEvidence>empty())
        .flatMap(Optional::stream)
        .max((a, b) -> a.status().compareTo(b.status()));
  }

  /** Codes of the strings without case and outer space. */
  private static int[] plainCodes(AuditColumn column) {
    Map<String, Integer> known = new HashMap<>();
    int[] plain = new int[column.distinct()];
    Arrays.fill(plain, -1);
    int[] codes = new int[column.size()];
    for (int i = 0; i < codes.length; i++) {
      int code = column.code(i);
      if (code >= 0 && plain[code] < 0) {
        String text = column.string(i).strip().toLowerCase(Locale.ROOT);
        plain[code] = known.computeIfAbsent(text, k -> known.size());
      }
      codes[i] = code < 0 ? -1 : plain[code];
    }
    return codes;
  }

  private static Optional<LeakageEvidence> oneToOne(
      AuditData data, AuditLabel label, AuditColumn feature, int[] a, int[] b) {
    Pairing pairing = Pairing.of(a, b);
    if (pairing == null || pairing.values < 2) {
      return Optional.empty();
    }
    boolean ordered = label.isReal() && feature.isNumeric() && pairing.monotone;
    double log =
        Math.min(
                pairing.logProbability(),
                ordered ? pairing.logMonotone() : Double.POSITIVE_INFINITY)
            + StrictMath.log(Math.max(1, data.features().size()));
    if (log > LOG_ALPHA && pairing.values > pairing.rows / 2) {
      return Optional.empty(); // nearly all values differ: any two such columns are one-to-one
    }
    boolean proven = log <= LOG_ALPHA;
    return Optional.of(
        new LeakageEvidence(
            feature.name(),
            proven ? FindingStatus.LEAK : FindingStatus.INSUFFICIENT,
            "'"
                + feature.name()
                + (ordered ? "' is in the same order as" : "' is one-to-one with")
                + " the label in all "
                + pairing.rows
                + " rows that have both"
                + (proven ? "." : "; so few rows can do so by chance."),
            Optional.of(Statistic.exact("log10 of chance", log / StrictMath.log(10), -6)),
            proven
                ? data.rows(IntStream.range(0, data.size()).filter(i -> a[i] >= 0 && b[i] >= 0))
                : data.noRows()));
  }

  private static Optional<LeakageEvidence> linear(
      AuditData data, AuditLabel label, AuditColumn feature) {
    if (!feature.isNumeric() || feature.distinct() < 3) {
      return Optional.empty();
    }
    int[] rows =
        IntStream.range(0, data.size())
            .filter(i -> label.isPresent(i) && !Double.isNaN(feature.number(i)))
            .toArray();
    double[] x = Arrays.stream(rows).mapToDouble(feature::number).toArray();
    double[] y = Arrays.stream(rows).mapToDouble(label::value).toArray();
    double r = Math.abs(Ranks.pearson(x, y));
    if (rows.length < ENOUGH || !(r >= LINEAR)) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakageEvidence(
            feature.name(),
            FindingStatus.LEAK,
            "'"
                + feature.name()
                + "' is a linear function of the label in "
                + rows.length
                + " rows.",
            Optional.of(Statistic.exact("absolute correlation", r, LINEAR)),
            data.rows(Arrays.stream(rows))));
  }

  /** How the values of two columns go together, null unless each has one of the other. */
  private static final class Pairing {

    private final int rows;
    private final int values;
    private final boolean monotone;
    private final double logFactorials;

    private Pairing(int rows, int values, boolean monotone, double logFactorials) {
      this.rows = rows;
      this.values = values;
      this.monotone = monotone;
      this.logFactorials = logFactorials;
    }

    static @Nullable Pairing of(int[] a, int[] b) {
      int[] forth = new int[Arrays.stream(a).max().orElse(-1) + 1];
      int[] back = new int[Arrays.stream(b).max().orElse(-1) + 1];
      int[] counts = new int[forth.length];
      Arrays.fill(forth, -1);
      Arrays.fill(back, -1);
      int rows = 0;
      for (int i = 0; i < a.length; i++) {
        if (a[i] >= 0 && b[i] >= 0) {
          if (forth[a[i]] < 0 && back[b[i]] < 0) {
            forth[a[i]] = b[i];
            back[b[i]] = a[i];
          } else if (forth[a[i]] != b[i]) {
            return null;
          }
          counts[a[i]]++;
          rows++;
        }
      }
      double log = 0;
      int[] images = Arrays.stream(forth).filter(v -> v >= 0).toArray();
      for (int count : counts) {
        log += logFactorial(count);
      }
      return new Pairing(rows, images.length, isMonotone(images), log);
    }

    private static boolean isMonotone(int[] images) {
      int up = 0;
      for (int i = 1; i < images.length; i++) {
        up += images[i] > images[i - 1] ? 1 : 0;
      }
      return up == 0 || up == images.length - 1;
    }

    /** Logarithm of a bound for the chance of any one-to-one pairing. */
    double logProbability() {
      return logFactorials + logFactorial(values) - logFactorial(rows);
    }

    /** Logarithm of the chance of an ascending or descending one. */
    double logMonotone() {
      return logFactorials + StrictMath.log(2) - logFactorial(rows);
    }

    private static double logFactorial(int n) {
      double log = 0;
      for (int i = 2; i <= Math.min(n, 255); i++) {
        log += StrictMath.log(i);
      }
      return n <= 255 ? log : stirling(n);
    }

    private static double stirling(double n) {
      return n * StrictMath.log(n) - n + 0.5 * StrictMath.log(2 * Math.PI * n) + 1 / (12 * n);
    }
  }
}
