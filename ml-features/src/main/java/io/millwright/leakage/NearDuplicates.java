package io.millwright.leakage;

import io.millwright.leakage.NearestRows.Near;
import io.millwright.schema.FieldType;
import io.millwright.split.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link AuditCheck#NEAR_DUPLICATES}. Numbers: of the sampled test rows whose nearest training row
 * is within 0.15 of the distance of the fifth nearest, surely more than half are within 0.05, and
 * those are 1 % of the sample; {@link NearestRows} tells why chance does not do so. Texts: 1 % of
 * them, 5 at least, share four fifths of their word triples with a training text. SUSPECT; LEAK if
 * the labels agree in nine of ten, and for texts from 5 % on. Rows with an exact twin do not count.
 */
final class NearDuplicates {

  private static final double NEAR = 0.05;
  private static final double NEARBY = 0.15;
  private static final double SURE = 0.5;
  private static final double Z = 2.576;
  private static final double SHARE = 0.01;
  private static final double TEXT_LEAK = 0.05;
  private static final double AGREE = 0.9;
  private static final int ENOUGH = 5;
  private static final int MIN_TRAIN = 50;

  private NearDuplicates() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.NEAR_DUPLICATES;
    List<AuditColumn> texts =
        data.features().stream().filter(f -> f.type() == FieldType.TEXT).toList();
    Optional<NearestRows> space = NearestRows.of(data);
    if (texts.isEmpty() && space.isEmpty()) {
      return Finding.notApplicable(
          check, "Fewer than two features are numbers with ten values, and none is a text.");
    }
    if (data.train() < MIN_TRAIN) {
      return Finding.insufficient(
          check,
          "At least " + MIN_TRAIN + " training rows are needed; there are " + data.train() + ".");
    }
    List<LeakageEvidence> evidence = new ArrayList<>();
    List<Near> sample = space.map(NearestRows::sample).orElse(List.of());
    numbers(data, sample).ifPresent(evidence::add);
    texts.forEach(t -> texts(data, t).ifPresent(evidence::add));
    return Finding.of(
        check,
        sample.size()
            + " test rows compared with all training rows by their numbers, and "
            + texts.size()
            + " texts by their words.",
        evidence);
  }

  private static Optional<LeakageEvidence> numbers(AuditData data, List<Near> sample) {
    List<Near> near = sample.stream().filter(n -> n.ratio() <= NEAR).toList();
    long nearby = sample.stream().filter(n -> n.ratio() <= NEARBY).count();
    double lower = Bounds.wilsonLower(near.size(), (double) nearby, Z);
    if (near.size() < Math.max(ENOUGH, SHARE * sample.size()) || lower < SURE) {
      return Optional.empty();
    }
    Map<Integer, Integer> pairs = new LinkedHashMap<>();
    near.forEach(n -> pairs.put(n.test(), n.train()));
    boolean copies = agreement(data, pairs) >= AGREE;
    return Optional.of(
        new LeakageEvidence(
            "rows",
            copies ? FindingStatus.LEAK : FindingStatus.SUSPECT,
            String.format(
                Locale.ROOT,
                "%d of %d sampled test rows are nearly equal to a training row: of the %d rows with a neighbour in a seventh of the usual distance, these have it in a twentieth.",
                near.size(),
                sample.size(),
                nearby),
            Optional.of(
                new Statistic(
                    "share of close neighbours", near.size() / (double) nearby, lower, SURE)),
            rows(data, pairs)));
  }

  private static Optional<LeakageEvidence> texts(AuditData data, AuditColumn text) {
    TextShingles.Similar similar = TextShingles.find(data, text);
    Map<Integer, Integer> pairs = new LinkedHashMap<>(similar.pairs());
    pairs.keySet().removeAll(DuplicateRows.pairs(data).keySet());
    double share = pairs.size() / (double) Math.max(1, similar.compared());
    if (pairs.size() < ENOUGH || share < SHARE) {
      return Optional.empty();
    }
    boolean copies = share >= TEXT_LEAK && agreement(data, pairs) >= AGREE;
    return Optional.of(
        new LeakageEvidence(
            text.name(),
            copies ? FindingStatus.LEAK : FindingStatus.SUSPECT,
            pairs.size()
                + " of "
                + similar.compared()
                + " test texts in '"
                + text.name()
                + "' share four fifths of their word triples with a training text.",
            Optional.of(Statistic.exact("share of test texts", share, SHARE)),
            rows(data, pairs)));
  }

  private static RowSet rows(AuditData data, Map<Integer, Integer> pairs) {
    return data.rows(
        pairs.entrySet().stream().flatMapToInt(e -> IntStream.of(e.getKey(), e.getValue())));
  }

  /** Share of pairs whose labels agree; real labels within 5 % of all ranks. */
  private static double agreement(AuditData data, Map<Integer, Integer> pairs) {
    if (data.label().isEmpty() || pairs.isEmpty()) {
      return 1;
    }
    AuditLabel label = data.label().get();
    AuditColumn column = label.column();
    double tolerance = label.isReal() ? 0.05 * column.distinct() : 0;
    return pairs.entrySet().stream()
            .filter(
                e ->
                    Math.abs(
                            label.isReal()
                                ? column.code(e.getKey()) - column.code(e.getValue())
                                : label.classOf(e.getKey()) - label.classOf(e.getValue()))
                        <= tolerance)
            .count()
        / (double) pairs.size();
  }
}
