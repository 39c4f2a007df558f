package io.millwright.leakage;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.leakage.Declarations.Step;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.split.RowSet;
import io.millwright.split.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for leakage in a split: information in the training rows or features that will not be there
 * when the model is used.
 *
 * <p>What the rows show is found without help; what they cannot show (when a value became known,
 * what was fitted before the split) has to be declared. With a pipeline, only the fields that it
 * reads are audited as features. Statistical checks hold their false alarms down over all columns
 * together (Bonferroni); see {@link AuditCheck} and {@code docs/concepts/leakage-audit.md} for what
 * each compares with what.
 *
 * <p>Collects what is declared, then {@link #run()}: single use, not thread-safe. The result is
 * deterministic for the same split, declarations and seed at any number of threads. Cost: O(rows
 * log rows) for each feature, plus a bounded sample of pairs of rows; columns are worked on in the
 * common pool.
 */
public final class LeakageAudit {

  private final Split split;
  private final Schema schema;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> entities = new LinkedHashSet<>();
  private final List<Declarations.Joined> joins = new ArrayList<>();
  private final Set<String> knownLater = new LinkedHashSet<>();
  private final Set<String> knownAhead = new LinkedHashSet<>();
  private final List<Declarations.Window> windows = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Declarations.Acceptance> acceptances = new ArrayList<>();
  private @Nullable String labelKnownAt;
  private @Nullable Duration horizon;
  private @Nullable TrainedPipeline<?> pipeline;
  private @Nullable Seed seed;
  private boolean suspectsBlock;

  private LeakageAudit(Split split) {
    this.split = split;
    this.schema = split.train().table().schema();
  }

  /**
   * An audit of these halves.
   *
   * @throws IllegalArgumentException if they are not of one table
   */
  public static LeakageAudit of(Split split) {
    boolean oneTable =
        split.train().rows().tableFingerprint().equals(split.test().rows().tableFingerprint());
    if (!oneTable || !split.train().table().schema().equals(split.test().table().schema())) {
      throw new IllegalArgumentException(
          "Halves must be of one table; were of two. Split the whole table with a Splitter.");
    }
    return new LeakageAudit(split);
  }

  /**
   * Rows with the same value in this field are of one customer, patient or machine. May be said for
   * several fields; a GROUP and a repeated KEY of the schema need not be said.
   */
  public LeakageAudit entity(String field) {
    known("Entity", field);
    entities.add(field);
    return this;
  }

  /** The DATE or TIMESTAMP field that tells when the label of the row became known. */
  public LeakageAudit labelKnownAt(String field) {
    once("labelKnownAt", labelKnownAt != null);
    time("Time the label is known at", field);
    labelKnownAt = field;
    return this;
  }

  /**
   * A label is known this long after the event time.
   *
   * @param duration not negative; whole days if the event time is a DATE
   */
  public LeakageAudit horizon(Duration duration) {
    once("horizon", horizon != null);
    if (duration.isNegative()) {
      faults.add("horizon must not be negative; was " + duration + ".");
    }
    horizon = duration;
    return this;
  }

  /**
   * The values of a feature were looked up elsewhere, and were known there since the time in the
   * other field.
   *
   * @param knownAt a DATE or TIMESTAMP field, usually with the role IGNORED
   */
  public LeakageAudit joined(String feature, String knownAt) {
    known("Joined feature", feature);
    time("Time the joined value is known at", knownAt);
    joins.add(new Declarations.Joined(feature, knownAt));
    return this;
  }

  /** These fields get their values only after the event: no model may read them. */
  public LeakageAudit knownOnlyLater(String... fields) {
    for (String field : fields) {
      known("Field that is known only later", field);
      knownLater.add(field);
    }
    return this;
  }

  /** These time fields may lie in the future since they are planned, for example a due date. */
  public LeakageAudit knownAhead(String... fields) {
    for (String field : fields) {
      time("Time known ahead", field);
      knownAhead.add(field);
    }
    return this;
  }

  /**
   * The feature sums up a source over earlier rows (sum, mean, count, maximum) of the same entity,
   * or of all rows if there is none.
   *
   * @param feature a number
   * @param source the number that is summed up; the label where it is past labels
   */
  public LeakageAudit window(String feature, String source) {
    number("Window feature", feature);
    number("Window source", source);
    windows.add(new Declarations.Window(feature, source));
    return this;
  }

  /** The pipeline that is to be evaluated: which rows it learnt from, and which fields it reads. */
  public LeakageAudit pipeline(TrainedPipeline<?> trained) {
    once("pipeline", pipeline != null);
    pipeline = Objects.requireNonNull(trained, "trained");
    return this;
  }

  /** Before the evaluation, a step of this name was fitted on these rows. */
  public LeakageAudit fitted(String name, RowSet rows) {
    return step(Step.Kind.FITTED, name, rows);
  }

  /** Before the evaluation, features were selected by a look at these rows. */
  public LeakageAudit selected(String name, RowSet rows) {
    return step(Step.Kind.SELECTED, name, rows);
  }

  /** Before the evaluation, rows were repeated or made up from these rows. */
  public LeakageAudit resampled(String name, RowSet rows) {
    return step(Step.Kind.RESAMPLED, name, rows);
  }

  private LeakageAudit step(Step.Kind kind, String name, RowSet rows) {
    steps.add(new Step(kind, Require.notBlank("Step name", name), rows));
    return this;
  }

  /**
   * Whatever this check finds is accepted.
   *
   * @param reason why it is no leak, for the report; not blank
   */
  public LeakageAudit accept(AuditCheck check, String reason) {
    return accept(check, "", reason);
  }

  /**
   * What this check finds about this subject is accepted.
   *
   * @param subject as {@link LeakageEvidence#subject} has it, usually the name of a feature; empty
   *     for all
   * @param reason why it is no leak, for the report; not blank
   */
  public LeakageAudit accept(AuditCheck check, String subject, String reason) {
    acceptances.add(
        new Declarations.Acceptance(check, subject, Require.notBlank("Reason", reason)));
    return this;
  }

  /** SUSPECT makes the verdict FAIL, as LEAK does. */
  public LeakageAudit suspectsBlock() {
    suspectsBlock = true;
    return this;
  }

  /** The seed of folds and samples; 0 by default. */
  public LeakageAudit seed(Seed value) {
    once("seed", seed != null);
    seed = Objects.requireNonNull(value, "seed");
    return this;
  }

  /**
   * Runs every check.
   *
   * @throws SchemaMismatchException if a declared field is not there or not of a type that suits;
   *     lists all of them
   */
  public LeakageReport run() {
    if (horizon != null && !horizon.equals(Duration.ofDays(horizon.toDays())) && eventIsDate()) {
      faults.add(
          "horizon must be whole days, since the event time is a DATE; was " + horizon + ".");
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Leakage audit", faults);
    }
    AuditData data =
        AuditData.of(
            split,
            new Declarations(
                List.copyOf(entities),
                Optional.ofNullable(labelKnownAt),
                Optional.ofNullable(horizon),
                List.copyOf(joins),
                Set.copyOf(knownLater),
                Set.copyOf(knownAhead),
                List.copyOf(windows),
                Optional.ofNullable(pipeline),
                List.copyOf(steps),
                List.copyOf(acceptances),
                suspectsBlock,
                seed == null ? Seed.of(0) : seed));
    return new LeakageReport(data, Checks.run(data));
  }

  private boolean eventIsDate() {
    return schema.withRole(io.millwright.schema.Role.EVENT_TIME).stream()
        .anyMatch(f -> f.type() == FieldType.DATE);
  }

  private void once(String option, boolean before) {
    if (before) {
      faults.add(option + " must be set once; was set twice.");
    }
  }

  private Optional<FieldType> known(String what, String field) {
    OptionalInt position = schema.find(field);
    if (position.isEmpty()) {
      faults.add(what + " '" + field + "' must be a field of the table; is not in its schema.");
      return Optional.empty();
    }
    return Optional.of(schema.fields().get(position.getAsInt()).type());
  }

  private void time(String what, String field) {
    known(what, field)
        .filter(type -> !type.isTime())
        .ifPresent(
            type ->
                faults.add(
                    what + " '" + field + "' must be a DATE or TIMESTAMP; was " + type + "."));
  }

  private void number(String what, String field) {
    known(what, field)
        .filter(type -> !type.isNumber())
        .ifPresent(
            type -> faults.add(what + " '" + field + "' must be a number; was " + type + "."));
  }
}
