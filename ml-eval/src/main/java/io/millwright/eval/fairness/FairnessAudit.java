package io.millwright.eval.fairness;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.Evaluation;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.model.Regression;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How differently decisions treat the groups of protected fields, on rows whose truth is known.
 *
 * <p>Groups are the values of each field and every combination of fields that is present; rows
 * without a value are a group of their own. Each rate of a group needs a floor of support in its
 * own denominator. Differences and ratios have intervals that hold for all pairs of groups at once,
 * and a verdict only against a margin that was stated. Rows count by weight; rows of one GROUP are
 * resampled together and count once for support.
 *
 * <p>The protected fields are read from the table of judged rows: the model need not read them.
 * Cost: O(resamples × rows) for each combination of fields. Deterministic for the bootstrap's seed.
 * Immutable and thread-safe.
 *
 * <p>It says nothing about whether the label is just, or about groups that are not named: see
 * {@link BiasQuestion}.
 */
public final class FairnessAudit {

  /** Rows that a denominator must rest on unless set. */
  public static final int DEFAULT_SUPPORT = 30;

  private final List<String> fields;
  private final int depth;
  private final double threshold;
  private final FairnessRules rules;
  private final String smallReason;
  private final Map<ProtectedGroup, Double> population;
  private final Map<BiasQuestion, String> answers;

  private FairnessAudit(Builder builder) {
    this.fields = List.copyOf(builder.fields);
    this.depth = builder.depth;
    this.threshold = builder.threshold;
    this.smallReason = builder.smallReason == null ? "" : builder.smallReason;
    this.rules =
        new FairnessRules(
            builder.floor,
            builder.smallReason != null,
            builder.margins,
            builder.references,
            builder.bootstrap == null ? Bootstrap.of(Seed.of(0)) : builder.bootstrap);
    this.population = new LinkedHashMap<>(builder.population);
    this.answers = new EnumMap<>(builder.answers);
  }

  /** A builder for protected fields, at least one. */
  public static Builder of(String... fields) {
    return new Builder(List.of(fields));
  }

  /**
   * Audits an evaluated pipeline at the threshold.
   *
   * @param judged the very table that was evaluated
   * @throws IllegalArgumentException if it is another table, or as {@link #assess(Decisions,
   *     Table)}
   */
  public FairnessReport assess(Evaluation<Binary> evaluation, Table judged) {
    if (!evaluation.evidence().subject().holdout().equals(judged.fingerprint())) {
      throw new IllegalArgumentException(
          "Table must be the one that was evaluated; was another. Pass the holdout's table, or"
              + " Decisions with a table of the same rows in the same order.");
    }
    return assess(Decisions.at(threshold, evaluation.rows()), judged);
  }

  /**
   * Audits decisions.
   *
   * @param table as many rows as there are decisions, in the same order, with the protected fields
   * @throws IllegalArgumentException if the number of rows differs, a protected field is absent, a
   *     number or a time, or has too many values
   */
  public FairnessReport assess(Decisions decisions, Table table) {
    if (decisions.size() != table.rowCount()) {
      throw Require.violated(
          "Rows of the table", "as many as decisions, " + decisions.size(), table.rowCount());
    }
    RowUnits units = RowUnits.of(table);
    List<FairnessReport.Part> parts = new ArrayList<>();
    List<GroupDraws> singles = new ArrayList<>();
    List<Association> associations = new ArrayList<>();
    for (List<String> combination : Partition.combinations(fields, depth)) {
      Partition partition = Partition.of(table, combination);
      GroupDraws groups =
          GroupDraws.of(
              partition, decisions, units, rules.bootstrap().derive(String.join("*", combination)));
      parts.add(part(groups));
      if (combination.size() == 1) {
        singles.add(groups);
        associations.addAll(Associations.with(partition, table));
      }
    }
    List<BiasAnswer> checklist =
        new BiasEvidence(table, rules, population, answers).answers(singles, associations);
    return new FairnessReport(parts, checklist, associations, warnings(parts));
  }

  /**
   * The errors of a regression by group; margins, thresholds and questions play no part.
   *
   * @param table as for {@link #assess(Decisions, Table)}
   */
  public List<GroupErrors> errors(Scored<Regression> rows, Table table) {
    if (rows.size() != table.rowCount()) {
      throw Require.violated(
          "Rows of the table", "as many as scored rows, " + rows.size(), table.rowCount());
    }
    RowUnits units = RowUnits.of(table);
    return Partition.combinations(fields, depth).stream()
        .map(c -> new ErrorTables(Partition.of(table, c), rows, units, rules).errors())
        .toList();
  }

  private FairnessReport.Part part(GroupDraws groups) {
    FairnessJudge judge = new FairnessJudge(groups, rules);
    List<FairnessFinding> findings = new ArrayList<>();
    for (FairnessMeasure measure : FairnessMeasure.values()) {
      findings.add(judge.judge(measure));
    }
    return new FairnessReport.Part(
        groups.partition().fields(),
        new GroupTables(groups, rules).figures(),
        findings,
        judge.impacts());
  }

  private List<String> warnings(List<FairnessReport.Part> parts) {
    List<String> warnings = new ArrayList<>();
    long judged =
        parts.stream()
            .flatMap(p -> p.findings().stream())
            .filter(f -> f.judgement().margin().isPresent())
            .count();
    if (judged > 1) {
      warnings.add(
          judged
              + " findings were judged. Each interval holds for all pairs of its groups at once,"
              + " but not for all findings at once: expect a few to be wrong.");
    }
    if (rules.margins().isEmpty()) {
      warnings.add("No margin was stated, so nothing was judged; state what is acceptable.");
    }
    if (rules.leavesSmallOut()) {
      warnings.add("Groups below the floor of support were left out: " + smallReason);
    }
    return warnings;
  }

  /** Collects settings and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private static final int MOST_FIELDS = 6;

    private final List<String> fields;
    private final Map<FairnessMeasure, Double> margins = new EnumMap<>(FairnessMeasure.class);
    private final Map<String, String> references = new HashMap<>();
    private final Map<ProtectedGroup, Double> population = new LinkedHashMap<>();
    private final Map<BiasQuestion, String> answers = new EnumMap<>(BiasQuestion.class);
    private final List<String> faults = new ArrayList<>();
    private int depth = 2;
    private double threshold = 0.5;
    private int floor = DEFAULT_SUPPORT;
    private @Nullable String smallReason;
    private @Nullable Bootstrap bootstrap;

    private Builder(List<String> fields) {
      this.fields = fields;
      if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
        faults.add(
            "Protected fields must be 1 to " + MOST_FIELDS + "; were " + fields.size() + ".");
      }
      if (fields.stream().distinct().count() != fields.size()) {
        faults.add("Protected fields must be named once; were " + fields + ".");
      }
    }

    /** How many fields are combined at most; 2 unless set, 1 for none. */
    public Builder intersections(int most) {
      depth = most;
      if (most < 1) {
        faults.add("Intersections must be of at least 1 field; was " + most + ".");
      }
      return this;
    }

    /** From which probability a row is selected, for {@link #assess(Evaluation, Table)}; 0.5. */
    public Builder threshold(double probability) {
      threshold = probability;
      if (!(probability >= 0 && probability <= 1)) {
        faults.add("Threshold must be a share from 0 to 1; was " + probability + ".");
      }
      return this;
    }

    /**
     * How many independent rows each denominator must rest on; {@value #DEFAULT_SUPPORT} unless
     * set. With unequal weights Kish's effective number counts.
     */
    public Builder supportFloor(int rows) {
      floor = rows;
      if (rows < 2) {
        faults.add("Support floor must be at least 2; was " + rows + ".");
      }
      return this;
    }

    /**
     * Judges without the groups that are below the floor. Else a measure with such a group can be
     * found unfair, but never fair, and its interval is open at that side.
     *
     * @param reason why that is acceptable; it stands in the report
     */
    public Builder leaveOutSmallGroups(String reason) {
      smallReason = reason;
      if (reason.isBlank()) {
        faults.add("Reason for leaving out small groups must not be blank.");
      }
      return this;
    }

    /**
     * What is acceptable: the largest difference, or the smallest ratio. Measures without a margin
     * are estimated and not judged.
     *
     * @param limit at least 0 and below 1 for a difference; above 0 and at most 1 for a ratio, for
     *     example {@link FairnessMeasure#FOUR_FIFTHS}
     */
    public Builder margin(FairnessMeasure measure, double limit) {
      boolean fits = measure.isRatio() ? limit > 0 && limit <= 1 : limit >= 0 && limit < 1;
      if (!fits) {
        faults.add(
            "Margin of "
                + measure.key()
                + (measure.isRatio()
                    ? " must be above 0 and at most 1"
                    : " must be at least 0 and below 1")
                + "; was "
                + limit
                + ".");
      }
      if (margins.put(measure, limit) != null) {
        faults.add("Margin of " + measure.key() + " must be stated once; was twice.");
      }
      return this;
    }

    /**
     * The group that disparate impact compares with. An intersection uses it when all its fields
     * have one. Unless set, the group selected most often.
     */
    public Builder reference(String field, String value) {
      known("Reference", field);
      if (references.put(field, value) != null) {
        faults.add("Reference of '" + field + "' must be set once; was twice.");
      }
      return this;
    }

    /** The share of the group where the model will be used, for the question of sampling. */
    public Builder populationShare(String field, String value, double share) {
      known("Population share", field);
      if (!(share >= 0 && share <= 1)) {
        faults.add("Population share must be from 0 to 1; was " + share + " ('" + field + "').");
      }
      ProtectedGroup group = new ProtectedGroup(Map.of(field, Optional.of(value)));
      if (population.put(group, share) != null) {
        faults.add("Population share of a value of '" + field + "' must be stated once.");
      }
      return this;
    }

    /** What the owner of the model answers to a question. */
    public Builder answer(BiasQuestion question, String text) {
      if (text.isBlank()) {
        faults.add("Answer to " + question + " must not be blank.");
      }
      if (answers.put(question, text) != null) {
        faults.add("Answer to " + question + " must be given once; was twice.");
      }
      return this;
    }

    /** How intervals are made; 1000 replicates at 95 % from seed 0 unless set. */
    public Builder bootstrap(Bootstrap how) {
      if (bootstrap != null) {
        faults.add("Bootstrap must be set once; was twice.");
      }
      bootstrap = how;
      return this;
    }

    private void known(String what, String field) {
      if (!fields.contains(field)) {
        faults.add(what + " must be of a protected field; was of '" + field + "'.");
      }
    }

    /**
     * The audit.
     *
     * @throws IllegalArgumentException lists all faults
     */
    public FairnessAudit build() {
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "Fairness audit cannot be built ("
                + faults.size()
                + "):\n  "
                + String.join("\n  ", faults));
      }
      return new FairnessAudit(this);
    }
  }
}
