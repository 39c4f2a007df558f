package io.millwright.eval.fairness;

import io.millwright.eval.fairness.GroupDraws.Quantity;
import io.millwright.eval.interval.ProportionInterval;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.report.NumberText;
import io.millwright.schema.Field;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rows say about the questions of bias, for one protected field at a time. */
final class BiasEvidence {

  private static final int MOST_SHOWN = 5;

  private final Table table;
  private final FairnessRules rules;
  private final Map<ProtectedGroup, Double> population;
  private final Map<BiasQuestion, String> answers;

  BiasEvidence(
      Table table,
      FairnessRules rules,
      Map<ProtectedGroup, Double> population,
      Map<BiasQuestion, String> answers) {
    this.table = table;
    this.rules = rules;
    this.population = population;
    this.answers = answers;
  }

  List<BiasAnswer> answers(List<GroupDraws> singles, List<Association> associations) {
    List<BiasAnswer> all = new ArrayList<>();
    for (BiasQuestion question : BiasQuestion.values()) {
      List<String> evidence = new ArrayList<>();
      for (GroupDraws groups : singles) {
        evidence.addAll(evidence(question, groups, associations));
      }
      all.add(new BiasAnswer(question, evidence, Optional.ofNullable(answers.get(question))));
    }
    return all;
  }

  private List<String> evidence(
      BiasQuestion question, GroupDraws groups, List<Association> associations) {
    return switch (question) {
      case SAMPLING -> sampling(groups);
      case SUPPORT -> support(groups);
      case MISSING_PROTECTED -> missingProtected(groups.partition());
      case LABEL -> extremes("Base rate", Quantity.of(GroupRate.BASE_RATE), groups);
      case AGGREGATION -> extremes("Observed minus predicted", Quantity.CALIBRATION_GAP, groups);
      case MEASUREMENT -> measurement(groups.partition());
      case PROXY -> proxies(groups.partition(), associations);
      case SELECTIVE_LABELS, HISTORICAL, FEEDBACK, USE -> List.of();
    };
  }

  private List<String> sampling(GroupDraws groups) {
    List<String> lines = new ArrayList<>();
    double total = Arrays.stream(groups.decisions().weights()).sum();
    for (int g = 0; g < groups.partition().size(); g++) {
      ProtectedGroup group = groups.partition().group(g);
      double weight = 0;
      for (int row : groups.partition().rows(g)) {
        weight += groups.decisions().weight(row);
      }
      Double stated = population.get(group);
      double share = weight / total;
      lines.add(
          group.name()
              + ": share "
              + NumberText.of(share)
              + (stated == null
                  ? "; no share of the population was stated"
                  : compared(share, stated, groups)));
    }
    population.keySet().stream()
        .filter(p -> p.fields().equals(groups.partition().fields()))
        .filter(p -> !groups.partition().groups().contains(p))
        .forEach(p -> lines.add(p.name() + ": stated in the population, not in the rows"));
    return lines;
  }

  private String compared(double share, double stated, GroupDraws groups) {
    double[] weights = groups.decisions().weights();
    double sum = Arrays.stream(weights).sum();
    double effective = sum * sum / Arrays.stream(weights).map(w -> w * w).sum();
    String text = ", " + NumberText.of(stated) + " in the population";
    if (groups.units().clustered()) {
      return text;
    }
    Interval interval = ProportionInterval.wilson(share, effective, rules.bootstrap().level());
    return stated < interval.low()
        ? text + ": over-represented"
        : stated > interval.high() ? text + ": under-represented" : text + ": not told apart";
  }

  private List<String> support(GroupDraws groups) {
    List<String> lines = new ArrayList<>();
    for (int g = 0; g < groups.partition().size(); g++) {
      for (GroupRate rate : List.of(GroupRate.TPR, GroupRate.FPR, GroupRate.PPV)) {
        long support = (long) groups.effective(Quantity.of(rate), g);
        if (support < rules.floor()) {
          lines.add(
              groups.partition().group(g).name()
                  + ": "
                  + support
                  + " "
                  + rate.denominator()
                  + ", fewer than "
                  + rules.floor());
        }
      }
    }
    return lines.isEmpty()
        ? List.of(
            Partition.title(groups.partition().fields())
                + ": every group has at least "
                + rules.floor()
                + " positive, negative and selected rows")
        : lines;
  }

  private static List<String> missingProtected(Partition partition) {
    int rows = partition.groupOf().length;
    String field = partition.fields().get(0);
    long missing = 0;
    for (int g = 0; g < partition.size(); g++) {
      if (partition.group(g).values().values().stream().anyMatch(Optional::isEmpty)) {
        missing += partition.rows(g).length;
      }
    }
    return List.of(
        field + " is missing in " + NumberText.of(missing) + " of " + NumberText.of((long) rows));
  }

  /** The groups with the smallest and the largest number, of those with enough rows. */
  private List<String> extremes(String what, Quantity quantity, GroupDraws groups) {
    List<Integer> judged = new ArrayList<>();
    for (int g = 0; g < groups.partition().size(); g++) {
      if (groups.effective(quantity, g) >= rules.floor()) {
        judged.add(g);
      }
    }
    if (judged.size() < 2) {
      return List.of(
          Partition.title(groups.partition().fields())
              + ": fewer than 2 groups have enough rows to compare "
              + what.toLowerCase(java.util.Locale.ROOT));
    }
    judged.sort(Comparator.comparingDouble(g -> groups.value(quantity, g)));
    int low = judged.get(0);
    int high = judged.get(judged.size() - 1);
    return List.of(
        "%s from %s (%s) to %s (%s)"
            .formatted(
                what,
                NumberText.of(groups.value(quantity, low)),
                groups.partition().group(low).name(),
                NumberText.of(groups.value(quantity, high)),
                groups.partition().group(high).name()));
  }

  private List<String> measurement(Partition partition) {
    String title = Partition.title(partition.fields());
    int[] groupOf = partition.groupOf();
    List<Association> gaps = new ArrayList<>();
    for (Field field : table.schema().features()) {
      Column column = table.column(field.name());
      if (column.missingCount() > 0 && !partition.fields().contains(field.name())) {
        double v = Associations.missingness(column, groupOf);
        if (!Double.isNaN(v)) {
          gaps.add(
              new Association(field.name(), title, Association.Kind.CRAMERS_V, v, column.size()));
        }
      }
    }
    if (gaps.isEmpty()) {
      return List.of(title + ": no feature has missing values to compare");
    }
    gaps.sort(Comparator.comparingDouble(Association::strength).reversed());
    return gaps.stream()
        .limit(MOST_SHOWN)
        .map(
            a ->
                "Missing %s goes with %s at Cramér's V %s"
                    .formatted(a.feature(), title, NumberText.of(a.strength(), 3)))
        .toList();
  }

  private static List<String> proxies(Partition partition, List<Association> associations) {
    return associations.stream()
        .filter(a -> a.protectedField().equals(partition.fields().get(0)))
        .limit(MOST_SHOWN)
        .map(
            a ->
                "%s goes with %s at %s %s"
                    .formatted(
                        a.feature(),
                        a.protectedField(),
                        a.kind() == Association.Kind.ETA ? "eta" : "Cramér's V",
                        NumberText.of(a.strength(), 3)))
        .toList();
  }
}
