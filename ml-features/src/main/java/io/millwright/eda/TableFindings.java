package io.millwright.eda;

import io.millwright.report.NumberText;
import io.millwright.schema.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is worth a look beyond single columns: target, relations, repeats, time. */
final class TableFindings {

  private static final double GIVES_AWAY = 0.95;
  private static final double TELLS_ALL = 0.9;
  private static final double SAME = 0.95;
  private static final double NOTHING = 0.001;
  private static final double TOGETHER = 0.9;
  private static final double RARE_CLASS = 0.1;
  private static final double VERY_RARE_CLASS = 0.01;
  private static final double MANY_TWINS = 0.01;
  private static final double SKEWED_TARGET = 2;
  private static final int MOST_PAIRS = 6;

  private final EdaFacts facts;
  private final List<Relation> relations;
  private final List<Finding> found = new ArrayList<>();
  private final Set<String> missingTells = new HashSet<>();

  private TableFindings(EdaFacts facts, List<Relation> relations) {
    this.facts = facts;
    this.relations = relations;
  }

  /** All findings of a table, gravest first. */
  static List<Finding> of(EdaFacts facts, List<Relation> relations) {
    TableFindings findings = new TableFindings(facts, relations);
    findings.look();
    findings.found.addAll(ColumnFindings.of(facts, findings.missingTells));
    return findings.found.stream()
        .sorted(
            Comparator.comparingInt(Finding::severity)
                .thenComparingDouble((Finding f) -> -f.weight()))
        .toList();
  }

  private void look() {
    if (facts.rows() == 0) {
      found.add(Finding.bad(9, "Table", "Has no rows.", "Check the source."));
      return;
    }
    facts.target().ifPresent(this::target);
    samePairs();
    missingTogether();
    twins();
    facts.time().ifPresent(this::time);
  }

  private void target(TargetView target) {
    int missing = facts.table().column(target.name()).missingCount();
    if (missing > 0) {
      found.add(
          Finding.bad(
              5,
              target.name(),
              ReportWords.count(missing) + " rows have no target.",
              "Leave them out; never fill a target in."));
    }
    if (target.isReal()) {
      realTarget(target);
    } else {
      classes(target);
    }
    givenAway(target);
    weak(target);
    missingTells(target);
  }

  private void classes(TargetView target) {
    List<Map.Entry<String, Long>> classes = target.classes();
    if (classes.size() < 2) {
      found.add(
          Finding.bad(
              6, target.name(), "Has one class; there is nothing to learn.", "Check the target."));
      return;
    }
    long rows = classes.stream().mapToLong(Map.Entry::getValue).sum();
    long rarest = classes.get(classes.size() - 1).getValue();
    double share = (double) rarest / rows;
    if (share < RARE_CLASS) {
      String text =
          "The rarest class has "
              + ReportWords.percent(share)
              + " of the rows ("
              + ReportWords.count(rarest)
              + ").";
      String next = "Judge by average precision or recall, not by accuracy; split stratified.";
      found.add(
          share < VERY_RARE_CLASS
              ? Finding.bad(2, target.name(), text, next)
              : Finding.warning(2, target.name(), text, next));
    }
  }

  private void realTarget(TargetView target) {
    facts.columns().stream()
        .filter(c -> c.name().equals(target.name()))
        .map(ColumnSummary::numbers)
        .forEach(
            shape -> {
              if (Math.abs(shape.skew()) >= SKEWED_TARGET) {
                found.add(
                    Finding.warning(
                        2,
                        target.name(),
                        "The target is skewed (" + NumberText.of(shape.skew(), 3) + ").",
                        "Consider learning its logarithm, and judge by MAE beside RMSE."));
              }
            });
  }

  /** Features so close to the target that they may be made from it. */
  private void givenAway(TargetView target) {
    for (ColumnSummary column : facts.features()) {
      double strength = facts.strength(column.name()).orElse(0);
      double explained =
          relations.stream()
              .filter(r -> r.column() == column)
              .mapToDouble(Relation::explained)
              .max()
              .orElse(0);
      if (strength >= GIVES_AWAY || explained >= TELLS_ALL) {
        found.add(
            Finding.bad(
                4 + strength,
                column.name(),
                "Nearly gives the target away: association "
                    + NumberText.of(strength, 3)
                    + "; its bins or categories account for "
                    + ReportWords.percent(explained)
                    + " of the target's variance.",
                "Make sure it is known at the time of prediction; otherwise leave it out."));
      }
    }
  }

  private void weak(TargetView target) {
    List<String> weak =
        facts.features().stream()
            .map(ColumnSummary::name)
            .filter(
                f -> facts.withTarget(f, AssociationMeasure.MUTUAL_INFORMATION).orElse(1) < NOTHING)
            .toList();
    if (!weak.isEmpty()) {
      found.add(
          Finding.note(
              0.5,
              weak.size() == 1 ? weak.get(0) : weak.size() + " features",
              (weak.size() == 1 ? "Tells" : ReportWords.names(weak, 6) + " tell")
                  + " next to nothing of '"
                  + target.name()
                  + "' alone.",
              "Keep only what may matter together with others."));
    }
  }

  private void missingTells(TargetView target) {
    for (Relation relation : relations) {
      ColumnSummary column = relation.column();
      if (column.missing() == 0 || column.present() == 0) {
        continue;
      }
      boolean apart = false;
      for (int o = 0; o < target.outcomes().size(); o++) {
        apart |= relation.missing(o).isApartFrom(relation.present(o));
      }
      if (apart) {
        missingTells.add(column.name());
        found.add(
            Finding.warning(
                1,
                column.name(),
                "Has no value in "
                    + ReportWords.percent(column.missingShare())
                    + " of the rows, and those have another target than the rest: "
                    + text(target, relation.missing(0))
                    + " against "
                    + text(target, relation.present(0))
                    + ".",
                "Missing is information here: keep an indicator of it."));
      }
    }
  }

  private static String text(TargetView target, GroupMean mean) {
    return target.isReal() ? NumberText.of(mean.mean()) : ReportWords.percent(mean.mean());
  }

  /** Pairs of features that say nearly the same. */
  private void samePairs() {
    Set<String> features =
        facts.features().stream().map(ColumnSummary::name).collect(Collectors.toSet());
    facts.associations().strongest().stream()
        .filter(p -> features.contains(p.first()) && features.contains(p.second()))
        .takeWhile(p -> p.strength().orElse(0) >= SAME)
        .limit(MOST_PAIRS)
        .forEach(
            p ->
                found.add(
                    Finding.warning(
                        0.7 + p.strength().orElse(0) / 100,
                        p.first() + ", " + p.second(),
                        "Say nearly the same: "
                            + p.headline().measure().label()
                            + " "
                            + NumberText.of(p.headline().number().orElse(0), 3)
                            + ".",
                        "Keep one for linear models, and do not read their importances apart.")));
  }

  private void missingTogether() {
    MissingTogether missing = facts.missing();
    List<ColumnSummary> columns = missing.columns();
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (Math.min(missing.share(i, j), missing.share(j, i)) >= TOGETHER) {
          found.add(
              Finding.note(
                  missing.share(i, j),
                  columns.get(j).name() + ", " + columns.get(i).name(),
                  "Lack their values in the same rows.",
                  "One indicator is enough; look for the common cause."));
        }
      }
    }
  }

  private void twins() {
    double share = (double) facts.twins() / facts.rows();
    if (share >= MANY_TWINS) {
      found.add(
          Finding.warning(
              0.75,
              "Rows",
              ReportWords.percent(share)
                  + " of the rows ("
                  + ReportWords.count(facts.twins())
                  + ") equal an earlier row.",
              "If they are copies and not chance, drop them before splitting."));
    }
  }

  private void time(TimeCoverage time) {
    String name = facts.table().schema().withRole(Role.EVENT_TIME).get(0).name();
    List<TimeCoverage.Gap> gaps = time.gaps();
    if (!gaps.isEmpty()) {
      TimeCoverage.Gap longest = gaps.get(0);
      found.add(
          Finding.warning(
              0.6,
              name,
              ReportWords.count(gaps.size())
                  + (gaps.size() == 1 ? " gap" : " gaps")
                  + " without rows, the longest of "
                  + TimeCoverage.length(longest.length())
                  + " from "
                  + TimeCoverage.text(longest.after())
                  + " (UTC).",
              "Lags and windows must not count rows across a gap."));
    }
    facts.target().ifPresent(target -> moves(target, name));
  }

  /** Whether the target of the first quarter of the rows by time differs from that of the last. */
  private void moves(TargetView target, String name) {
    int[] quarters = EdaTime.quarters(facts.table().column(name));
    for (Outcome outcome : target.outcomes()) {
      GroupMean[] means = outcome.by(quarters, 4);
      if (means[0].isApartFrom(means[3])) {
        found.add(
            Finding.warning(
                3,
                target.name(),
                "Moves over time: "
                    + outcome.name()
                    + " is "
                    + text(target, means[0])
                    + " in the first quarter of the rows and "
                    + text(target, means[3])
                    + " in the last.",
                "Split by time; a random split would flatter the model."));
        return;
      }
    }
  }
}
