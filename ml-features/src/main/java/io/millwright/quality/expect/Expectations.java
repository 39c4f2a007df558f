package io.millwright.quality.expect;

import io.millwright.profile.Profile;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a table is expected to be: rules on its fields, each with a tolerated share and a severity.
 *
 * <p>Made by {@link #over}, checked by {@link #check} or, chunk by chunk, through {@link #start}.
 * Missing values are judged by {@code required} alone; {@link Expectation.Kind} says of each rule
 * which rows it checks. Immutable and thread-safe; equal when it always judges alike.
 */
public final class Expectations {

  private final Map<String, FieldType> fields;
  private final List<Clause> clauses;

  private Expectations(Map<String, FieldType> fields, List<Clause> clauses) {
    this.fields = Map.copyOf(fields);
    this.clauses = List.copyOf(clauses);
  }

  /** A builder of expectations on tables that have the schema's fields. */
  public static Builder over(Schema schema) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (Field field : schema.fields()) {
      types.put(field.name(), field.type());
    }
    return new Builder(types);
  }

  static Builder over(Map<String, FieldType> types) {
    return new Builder(types);
  }

  /**
   * The expectations that {@link #toJson} wrote. Read strictly: an unknown, absent or doubled
   * member, another type and every rule that a builder would refuse is an {@link
   * IllegalArgumentException} that says where.
   *
   * <p>Values of a table need not be trusted, the document must be: a regular expression written
   * with that intent can keep a thread busy in spite of the bounds of {@link Builder#matches}.
   */
  public static Expectations fromJson(String json) {
    return ExpectationsJson.read(json);
  }

  /**
   * JSON; equal expectations give equal characters on one Java release. It holds the values of
   * {@code inSet}, and of a foreign key the hashes of the keys: not readable, but whoever guesses a
   * key can tell whether it is there.
   *
   * @throws IllegalStateException if a foreign key has more than a million keys
   */
  public String toJson() {
    return ExpectationsJson.write(this);
  }

  /** What is expected, in the order it was declared. */
  public List<Expectation> list() {
    return clauses.stream().map(Clause::expectation).toList();
  }

  /**
   * Checks all rows of a table.
   *
   * @throws SchemaMismatchException if it lacks a field or has it in another type; lists all
   */
  public ExpectationReport check(Table table) {
    ExpectationState state = start();
    state.add(table);
    return state.result();
  }

  /** A check that has seen no row. */
  public ExpectationState start() {
    return new ExpectationState(this);
  }

  List<Clause> clauses() {
    return clauses;
  }

  Map<String, FieldType> fields() {
    return fields;
  }

  void requireFits(Schema schema) {
    Map<String, FieldType> found = new HashMap<>();
    for (Field field : schema.fields()) {
      found.put(field.name(), field.type());
    }
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, FieldType> field : fields.entrySet()) {
      FieldType type = found.get(field.getKey());
      if (type != field.getValue()) {
        faults.add(
            "Field '"
                + field.getKey()
                + "' must be "
                + field.getValue()
                + "; "
                + (type == null ? "is not there." : "was " + type + "."));
      }
    }
    if (faults.isEmpty()) {
      clauses.forEach(c -> faults.addAll(c.rule().faults(found)));
    }
    if (!faults.isEmpty()) {
      throw new SchemaMismatchException("Checked table", faults.stream().sorted().toList());
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expectations that
        && fields.equals(that.fields)
        && clauses.equals(that.clauses);
  }

  @Override
  public int hashCode() {
    return clauses.hashCode();
  }

  /** The names of the expectations; no values. */
  @Override
  public String toString() {
    return "Expectations " + list().stream().map(Expectation::name).toList();
  }

  /** What is expected and how it is judged. */
  record Clause(Expectation expectation, Rule rule) {}

  /**
   * Collects expectations. {@link #upTo} and {@link #warning} speak of the one declared last.
   * Single use, not thread-safe.
   */
  public static final class Builder {

    private final Map<String, FieldType> types;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Builder(Map<String, FieldType> types) {
      this.types = types;
    }

    /** Every row has a value; NaN and the empty string are values. */
    public Builder required(String field) {
      return add(new RequiredRule(field));
    }

    /**
     * Values of a NUMERIC or INTEGER field lie between both, ends allowed; NaN does not.
     *
     * @param low may be negative infinity
     * @param high may be positive infinity
     */
    public Builder inRange(String field, double low, double high) {
      return add(new NumberRangeRule(field, low + 0.0, high + 0.0));
    }

    /** Values of a DATE field lie between both, ends allowed. */
    public Builder inRange(String field, LocalDate from, LocalDate to) {
      return add(new TimeRangeRule(field, FieldType.DATE, from.toEpochDay(), to.toEpochDay()));
    }

    /**
     * Values of a TIMESTAMP field lie between both, ends allowed.
     *
     * @throws ArithmeticException if a bound is outside what a TIMESTAMP can hold
     */
    public Builder inRange(String field, Instant from, Instant to) {
      return add(new TimeRangeRule(field, FieldType.TIMESTAMP, nanos(from), nanos(to)));
    }

    private static long nanos(Instant instant) {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /** Values of a CATEGORICAL, TEXT, INTEGER or BOOLEAN field are, as text, among these. */
    public Builder inSet(String field, String... values) {
      return inSet(field, List.of(values));
    }

    /** As {@link #inSet(String, String...)}. */
    public Builder inSet(String field, Collection<String> values) {
      return add(new SetRule(field, Set.copyOf(values)));
    }

    /**
     * No two rows have the same values in these fields. Keys are compared by 128-bit hashes: n
     * different ones collide with a probability below {@code n² / 2^129}. About 40 bytes of memory
     * for each key.
     */
    public Builder uniqueKey(String... names) {
      return add(new UniqueRule(List.of(names)));
    }

    /**
     * Values of a CATEGORICAL or TEXT field match as a whole.
     *
     * <p>A match ends undecided, which counts as failing, when the value is longer than 10,000
     * characters, after 200,000 looks at a character, or when the stack is full: no value makes it
     * run for long.
     *
     * @param pattern of at most 1,000 characters, demanding at most 1,000 repetitions of groups
     */
    public Builder matches(String field, Pattern pattern) {
      return add(new PatternRule(field, pattern));
    }

    /** Values of a DATE, TIMESTAMP or INTEGER field never fall from row to row. */
    public Builder monotone(String field) {
      return add(new OrderRule(List.of(field)));
    }

    /** The same among the rows of each key; about 60 bytes of memory for each. */
    public Builder monotone(String field, String perKey) {
      return add(new OrderRule(List.of(field, perKey)));
    }

    /**
     * Values are among those of another table's field, of the same type or both strings. The keys
     * are taken now, as 128-bit hashes; later changes of the other table are not seen.
     */
    public Builder foreignKey(String field, Table other, String keyField) {
      FieldType type = other.column(keyField).type();
      return add(new ForeignRule(field, keyField, type, KeySet.of(other.column(keyField))));
    }

    /** The table has so many rows, ends allowed. */
    public Builder rowCount(long least, long most) {
      return add(new RowCountRule(least, most));
    }

    /**
     * Each feature of the profile is distributed as it was then: its population stability index
     * {@code sum (a - e) ln(a / e)} is at most {@code maxPsi}; 0.1 and 0.25 are usual. Taken over
     * ten groups of numbers or the 20 most frequent categories, and over missing, NaN and unseen
     * ones. Chance alone gives about {@code (groups - 1)(1/n + 1/m)} for n and m rows: check enough
     * of them. One result for each feature.
     */
    public Builder likeProfile(Profile profile, double maxPsi) {
      return add(new ProfileRule(profile, maxPsi));
    }

    /** The same for these features of the profile only. */
    public Builder likeProfile(Profile profile, double maxPsi, String... features) {
      List.of(features).forEach(profile::feature);
      return likeProfile(profile.retaining(List.of(features)), maxPsi);
    }

    Builder add(Rule rule) {
      drafts.add(new Draft(rule));
      return this;
    }

    /** Up to this share of the checked rows may fail; none unless this is said. */
    public Builder upTo(double share) {
      Draft draft = last("upTo");
      if (draft == null) {
        return this;
      }
      if (!(share >= 0 && share <= 1)) {
        faults.add("Share of upTo must be from 0 to 1; was " + share + ".");
      } else if (draft.tolerated != null) {
        faults.add("Share of " + draft.rule.kind() + " must be set once; was set twice.");
      } else if (draft.rule.kind().isOfTable()) {
        faults.add(
            "Expectation " + draft.rule.kind() + " must have no share; it is not about rows.");
      } else {
        draft.tolerated = share;
      }
      return this;
    }

    /** Breaking it is reported and does not block; it blocks unless this is said. */
    public Builder warning() {
      Draft draft = last("warning");
      if (draft != null && draft.severity == Severity.WARNING) {
        faults.add("Severity of " + draft.rule.kind() + " must be set once; was set twice.");
      } else if (draft != null) {
        draft.severity = Severity.WARNING;
      }
      return this;
    }

    private @Nullable Draft last(String word) {
      if (drafts.isEmpty()) {
        faults.add("Word " + word + " must follow an expectation; there was none.");
        return null;
      }
      return drafts.get(drafts.size() - 1);
    }

    /**
     * The expectations.
     *
     * @throws IllegalArgumentException if there is none, a field is unknown or of a type that does
     *     not suit, or a bound cannot be; lists all faults
     */
    public Expectations build() {
      Map<String, FieldType> used = new HashMap<>();
      List<String> all = new ArrayList<>(faults);
      List<Clause> clauses = new ArrayList<>();
      if (drafts.isEmpty()) {
        all.add("Expectations must be at least one; were none.");
      }
      for (Draft draft : drafts) {
        clauses.add(draft.clause());
        if (known(draft.rule, used, all)) {
          all.addAll(draft.rule.faults(types));
        }
      }
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(
            "Expectations cannot be built (" + all.size() + "):\n  " + String.join("\n  ", all));
      }
      return new Expectations(used, clauses);
    }

    private boolean known(Rule rule, Map<String, FieldType> used, List<String> all) {
      boolean known = true;
      for (String field : rule.fields()) {
        FieldType type = types.get(field);
        if (type == null) {
          all.add("Field '" + field + "' of " + rule.kind() + " must be in the schema; is not.");
          known = false;
        } else {
          used.put(field, type);
        }
      }
      return known;
    }
  }

  /** An expectation being declared. */
  private static final class Draft {

    private final Rule rule;
    private @Nullable Double tolerated;
    private Severity severity = Severity.BLOCKING;

    Draft(Rule rule) {
      this.rule = Objects.requireNonNull(rule, "rule");
    }

    Clause clause() {
      double share = tolerated == null ? 0 : tolerated;
      return new Clause(new Expectation(rule.kind(), rule.fields(), share, severity), rule);
    }
  }
}
