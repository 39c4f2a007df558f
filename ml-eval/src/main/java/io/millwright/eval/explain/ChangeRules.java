package io.millwright.eval.explain;

import io.millwright.Require;
import io.millwright.model.Featurizer;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be changed about a row, field by field, and what a change costs.
 *
 * <p>Without a rule, a field may take any value that was observed. Text, event times and fields the
 * model does not read never change. A change of a number or time costs {@code |difference| / MAD}
 * (the median absolute deviation of the observed values, the mean one if that is 0), times the
 * field's factor; any other change, and one from missing, costs the factor. Missing is never
 * proposed. Immutable and thread-safe.
 */
public final class ChangeRules {

  /** Which way a number or time may go. */
  enum Direction {
    ANY,
    UP,
    DOWN,
    NONE
  }

  /** The rule of one field. */
  static final class Rule {
    Direction direction = Direction.ANY;
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    double step;
    double factor = 1;
    Optional<Set<String>> values = Optional.empty();

    Rule copy() {
      Rule copy = new Rule();
      copy.direction = direction;
      copy.low = low;
      copy.high = high;
      copy.step = step;
      copy.factor = factor;
      copy.values = values;
      return copy;
    }

    boolean hasRange() {
      return low != Double.NEGATIVE_INFINITY || high != Double.POSITIVE_INFINITY;
    }
  }

  private final Map<String, Rule> rules;

  private ChangeRules(Map<String, Rule> rules) {
    this.rules = Map.copyOf(rules);
  }

  /** No rules: every field the model reads may take any observed value. */
  public static ChangeRules none() {
    return new ChangeRules(Map.of());
  }

  /** A builder without rules. */
  public static Builder builder() {
    return new Builder();
  }

  Rule of(String field) {
    return rules.getOrDefault(field, new Rule());
  }

  /** Whether the field may change at all. */
  boolean allows(Field field) {
    return field.type() != FieldType.TEXT
        && field.role() != Role.EVENT_TIME
        && of(field.name()).direction != Direction.NONE;
  }

  /** All rules that do not fit the fields the model reads. */
  void check(Featurizer featurizer) {
    List<String> faults = new ArrayList<>();
    for (String name : rules.keySet().stream().sorted().toList()) {
      if (featurizer.inputs().contains(name)) {
        check(featurizer.schema().field(name), faults);
      } else {
        faults.add("Field '" + name + "' of a rule must be read by the model; is not.");
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  private void check(Field field, List<String> faults) {
    Rule rule = of(field.name());
    boolean ordered = CellValue.isOrdered(field.type());
    boolean needsOrder =
        rule.direction == Direction.UP
            || rule.direction == Direction.DOWN
            || rule.hasRange()
            || rule.step > 0;
    if (needsOrder && !ordered) {
      faults.add(
          "Field '%s' must be a number or time to have a direction, range or step; was %s."
              .formatted(field.name(), field.type()));
    }
    if (rule.values.isPresent() && ordered) {
      faults.add(
          "Field '%s' must be a category or boolean to have allowed values; was %s. Use a range."
              .formatted(field.name(), field.type()));
    }
    if (ordered && field.type() != FieldType.NUMERIC && rule.step != Math.rint(rule.step)) {
      faults.add("Step of field '" + field.name() + "' must be whole; was " + rule.step + ".");
    }
  }

  /** Collects rules; faults are thrown by {@link #build()}. Single use, not thread-safe. */
  public static final class Builder {

    private final Map<String, Rule> rules = new HashMap<>();
    private final Set<String> set = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Builder() {}

    /** These fields stay as they are. */
    public Builder immutable(String... fields) {
      return direction(Direction.NONE, fields);
    }

    /** These numbers or times may only grow. */
    public Builder increaseOnly(String... fields) {
      return direction(Direction.UP, fields);
    }

    /** These numbers or times may only shrink. */
    public Builder decreaseOnly(String... fields) {
      return direction(Direction.DOWN, fields);
    }

    private Builder direction(Direction direction, String... fields) {
      for (String field : fields) {
        rule("Direction", field).direction = direction;
      }
      return this;
    }

    /** A number or time (epoch days or nanoseconds) may only go to values from low to high. */
    public Builder range(String field, double low, double high) {
      if (!(low <= high)) {
        faults.add("Range of field '" + field + "' must have low <= high.");
      }
      Rule rule = rule("Range", field);
      rule.low = low;
      rule.high = high;
      return this;
    }

    /** A category or boolean may only become one of these. */
    public Builder values(String field, String... allowed) {
      rule("Values", field).values = Optional.of(Set.of(allowed));
      return this;
    }

    /**
     * A number or time moves by whole multiples of this from where it is, observed or not, within
     * its range (that of the observed values if it has none).
     *
     * @param size greater than 0; whole for all but NUMERIC fields
     */
    public Builder step(String field, double size) {
      rule("Step", field).step = Require.positive("Step", size);
      return this;
    }

    /** A change costs so many times as much, greater than 0. */
    public Builder cost(String field, double factor) {
      rule("Cost", field).factor = Require.positive("Cost", factor);
      return this;
    }

    private Rule rule(String what, String field) {
      if (!set.add(what + " " + field)) {
        faults.add(what + " of field '" + field + "' must be set once; was twice.");
      }
      return rules.computeIfAbsent(field, k -> new Rule());
    }

    /**
     * The rules.
     *
     * @throws IllegalArgumentException lists all faults
     */
    public ChangeRules build() {
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", faults));
      }
      Map<String, Rule> copies = new HashMap<>();
      rules.forEach((field, rule) -> copies.put(field, rule.copy()));
      return new ChangeRules(copies);
    }
  }
}
