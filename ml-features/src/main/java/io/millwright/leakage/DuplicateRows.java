package io.millwright.leakage;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#DUPLICATE_ROWS}: test rows equal to a training row in all features and the
 * label; keys, group, weight and event time are not compared.
 *
 * <p>Chance is told by dealing one column's cells out anew, for each of up to eight columns: if in
 * any of them about as many twins remain, the table has so few values that rows repeat anyway.
 * Beyond chance (three or more, 1.5 times what remains and 3.7 deviations) it is SUSPECT. It is a
 * LEAK if the twins are copies, that is, agree in the label (98 % of those equal in the features)
 * and half of them in the event time, and are 5 or more and 1 % of the test rows, or more frequent
 * than twins within the training rows.
 */
final class DuplicateRows {

  private static final int MAX_DEALT = 8;
  private static final double FEW_VALUES = 0.5;
  private static final double RATIO = 1.5;
  private static final double DEVIATIONS = 3.7;
  private static final double AGREE = 0.98;
  private static final double SHARE = 0.01;
  private static final int ENOUGH = 5;
  private static final int LONG_TEXT = 5;

  private DuplicateRows() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.DUPLICATE_ROWS;
    List<AuditColumn> columns = compared(data);
    if (data.features().isEmpty() || columns.size() < 2) {
      return Finding.notApplicable(check, "One column alone cannot tell copies from equal values.");
    }
    RowTwins twins = RowTwins.of(data, columns);
    Map<Integer, int[]> pairs = twins.pairs();
    String summary =
        pairs.size()
            + " of "
            + data.test()
            + " test rows are equal to a training row; "
            + share(twins.shareWithinTrain())
            + " of the training rows repeat among themselves.";
    if (pairs.isEmpty()) {
      return Finding.of(check, summary, List.of());
    }
    int chance = byChance(data, columns, twins);
    boolean beyond =
        pairs.size() >= 3
            && (longTexts(columns, pairs)
                || (chance >= 0
                    && pairs.size() > RATIO * chance
                    && pairs.size() > chance + DEVIATIONS * StrictMath.sqrt(chance)));
    if (!beyond) {
      return Finding.of(
          check, summary + " That is no more than its few values give by chance.", List.of());
    }
    return Finding.of(check, summary, List.of(evidence(data, twins, pairs, Math.max(0, chance))));
  }

  private static List<AuditColumn> compared(AuditData data) {
    List<AuditColumn> columns = new ArrayList<>(data.features());
    data.label().ifPresent(l -> columns.add(l.column()));
    return columns;
  }

  /** The rows that have a twin in the other half in all features and the label. */
  static Map<Integer, int[]> pairs(AuditData data) {
    return RowTwins.of(data, compared(data)).pairs();
  }

  /** Most twins that remain when a column is dealt out anew; -1 if no column can tell. */
  private static int byChance(AuditData data, List<AuditColumn> columns, RowTwins twins) {
    Seed seed = data.declared().seed().derive("leakage-duplicates");
    int[] telling =
        IntStream.range(0, data.features().size())
            .filter(c -> repeats(columns.get(c)) <= FEW_VALUES)
            .boxed()
            .sorted((a, b) -> Double.compare(repeats(columns.get(b)), repeats(columns.get(a))))
            .limit(MAX_DEALT)
            .mapToInt(Integer::intValue)
            .toArray();
    return IntStream.of(telling)
        .parallel()
        .map(c -> twins.dealt(c, seed.derive(c).permutation(data.size())).count())
        .max()
        .orElse(-1);
  }

  /** Chance that two rows have the same value. */
  private static double repeats(AuditColumn column) {
    int[] counts = new int[column.distinct() + 1];
    for (int i = 0; i < column.size(); i++) {
      counts[column.code(i) + 1]++;
    }
    double sum = 0;
    for (int count : counts) {
      sum += (count / (double) column.size()) * (count / (double) column.size());
    }
    return sum;
  }

  /** Whether most twins share a text of some words, which nobody writes twice by chance. */
  private static boolean longTexts(List<AuditColumn> columns, Map<Integer, int[]> pairs) {
    return columns.stream()
        .filter(c -> c.type() == FieldType.TEXT)
        .anyMatch(
            c ->
                2
                        * pairs.keySet().stream()
                            .filter(i -> c.string(i).strip().split("\\s+").length >= LONG_TEXT)
                            .count()
                    > pairs.size());
  }

  private static LeakageEvidence evidence(
      AuditData data, RowTwins twins, Map<Integer, int[]> pairs, int chance) {
    double share = pairs.size() / (double) data.test();
    double within = twins.shareWithinTrain();
    double lower = Bounds.wilsonLower(pairs.size(), data.test(), Bounds.z(Bounds.ALPHA));
    boolean copies = agreement(data) >= AGREE && sameTimes(data, pairs);
    boolean many = pairs.size() >= ENOUGH && (share >= SHARE || lower > within);
    IntStream rows =
        IntStream.concat(
            pairs.keySet().stream().mapToInt(Integer::intValue),
            pairs.values().stream().flatMapToInt(IntStream::of));
    return new LeakageEvidence(
        "rows",
        copies && many ? FindingStatus.LEAK : FindingStatus.SUSPECT,
        pairs.size()
            + " test rows ("
            + share(share)
            + ") are equal to training rows in every feature and the label; chance would give about "
            + chance
            + ".",
        Optional.of(new Statistic("share of test rows", share, lower, SHARE)),
        data.rows(rows));
  }

  /** Of the twins by features alone, the share that has the same label; 1 without labels. */
  private static double agreement(AuditData data) {
    if (data.label().isEmpty()) {
      return 1;
    }
    AuditColumn label = data.label().get().column();
    Map<Integer, int[]> alike = RowTwins.of(data, data.features()).pairs();
    return alike.entrySet().stream()
        .mapToDouble(
            e ->
                IntStream.of(e.getValue())
                        .filter(t -> label.code(t) == label.code(e.getKey()))
                        .count()
                    / (double) e.getValue().length)
        .average()
        .orElse(1);
  }

  private static boolean sameTimes(AuditData data, Map<Integer, int[]> pairs) {
    if (data.eventTime().isEmpty()) {
      return true;
    }
    AuditColumn time = data.eventTime().get();
    long same =
        pairs.entrySet().stream()
            .filter(
                e ->
                    IntStream.of(e.getValue()).anyMatch(t -> time.code(t) == time.code(e.getKey())))
            .count();
    return 2 * same >= pairs.size();
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
