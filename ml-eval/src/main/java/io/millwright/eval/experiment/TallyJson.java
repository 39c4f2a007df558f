package io.millwright.eval.experiment;

import io.millwright.eval.experiment.MetricSums.Term;
import io.millwright.eval.experiment.Tally.ArmSums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tallies as JSON. A sum is a list of numbers that add up to it exactly, largest first.
 *
 * <p>Reading collects all faults: members that are missing or unknown, numbers of the wrong kind,
 * and sums that no units can have, such as a variance below 0.
 */
final class TallyJson {

  private static final long VERSION = 1;
  private static final int MOST_PARTS = 50;

  /** Fifty of these still are a double. */
  private static final double LARGEST = 1e305;

  private final List<String> faults = new ArrayList<>();

  private TallyJson() {}

  static String write(Map<String, ArmSums> arms) {
    return arms.entrySet().stream()
        .map(
            arm ->
                quoted(arm.getKey())
                    + ":{\"users\":"
                    + arm.getValue().users
                    + ",\"metrics\":"
                    + metrics(arm.getValue())
                    + "}")
        .collect(Collectors.joining(",", "{\"formatVersion\":" + VERSION + ",\"arms\":{", "}}"));
  }

  private static String metrics(ArmSums arm) {
    return arm.metrics.values().stream()
        .map(m -> quoted(m.spec().name()) + ":{\"units\":" + m.units() + sums(m) + "}")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String sums(MetricSums metric) {
    return metric.kept().entrySet().stream()
        .map(
            e ->
                ","
                    + quoted(member(e.getKey()))
                    + ":"
                    + e.getValue().parts().toString().replace(" ", ""))
        .collect(Collectors.joining());
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static String member(Term term) {
    return term.name().toLowerCase(Locale.ROOT);
  }

  /** Fills an empty tally. */
  static void read(String json, Tally empty) {
    TallyJson reader = new TallyJson();
    reader.root(JsonText.read(json), empty.sums());
    if (!reader.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Tally must be one that this design wrote; found "
              + String.join("; ", reader.faults)
              + ". Use the tally's own design, or restore the file.");
    }
  }

  private void root(Object value, Map<String, ArmSums> arms) {
    Map<?, ?> root = object("tally", value, Set.of("formatVersion", "arms"));
    if (root.containsKey("formatVersion")
        && whole("formatVersion", root.get("formatVersion")) != VERSION) {
      faults.add("formatVersion must be " + VERSION);
    }
    Map<?, ?> stored = object("arms", root.get("arms"), arms.keySet());
    arms.forEach((name, sums) -> arm("arms." + name, stored.get(name), sums));
  }

  private void arm(String where, @Nullable Object value, ArmSums sums) {
    Map<?, ?> arm = object(where, value, Set.of("users", "metrics"));
    sums.users = whole(where + ".users", arm.get("users"));
    Map<?, ?> metrics = object(where + ".metrics", arm.get("metrics"), sums.metrics.keySet());
    sums.metrics.replaceAll(
        (name, empty) -> metric(where + ".metrics." + name, metrics.get(name), empty.spec()));
  }

  private MetricSums metric(String where, @Nullable Object value, MetricSpec spec) {
    Map<Term, ExactSum> sums = new EnumMap<>(Term.class);
    Set<String> members = new TreeSet<>(Set.of("units"));
    for (Term term : Term.values()) {
      if (term.isKept(spec)) {
        members.add(member(term));
      }
    }
    Map<?, ?> metric = object(where, value, members);
    long units = whole(where + ".units", metric.get("units"));
    for (Term term : Term.values()) {
      if (term.isKept(spec)) {
        sums.put(term, sum(where + "." + member(term), metric.get(member(term))));
      }
    }
    MetricSums read = new MetricSums(spec, units, sums);
    check(where, read);
    return read;
  }

  private ExactSum sum(String where, @Nullable Object value) {
    ExactSum sum = new ExactSum();
    if (!(value instanceof List<?> parts) || parts.size() > MOST_PARTS) {
      fault(where, "an array of at most " + MOST_PARTS + " numbers", value);
      return sum;
    }
    for (Object part : parts) {
      double number = part instanceof JsonText.Digits n ? Double.parseDouble(n.text()) : Double.NaN;
      if (Math.abs(number) <= LARGEST) {
        sum.add(number);
      } else {
        faults.add(where + " must hold finite numbers of at most 1e305");
      }
    }
    return sum;
  }

  /** What sums of any units satisfy. */
  private void check(String where, MetricSums sums) {
    spread(where, sums, Term.Y, Term.YY);
    spread(where, sums, Term.D, Term.DD);
    spread(where, sums, Term.X, Term.XX);
    BigDecimal y = sums.sum(Term.Y).exact();
    if (sums.spec().isProportion() && !sums.sum(Term.Y).equals(sums.sum(Term.YY))) {
      faults.add(where + " must have equal sums of 0/1 values and of their squares");
    }
    if (sums.spec().isProportion()
        && (y.signum() < 0
            || y.compareTo(BigDecimal.valueOf(sums.units())) > 0
            || y.stripTrailingZeros().scale() > 0)) {
      faults.add(where + ".y must be a whole number from 0 to units");
    }
  }

  private void spread(String where, MetricSums sums, Term first, Term second) {
    BigDecimal sum = sums.sum(first).exact();
    BigDecimal squares = sums.sum(second).exact();
    BigDecimal scaled = squares.multiply(BigDecimal.valueOf(sums.units()));
    if (scaled.compareTo(sum.multiply(sum)) < 0 || (sums.units() == 0 && squares.signum() != 0)) {
      faults.add(where + " must have a sum '" + member(second) + "' that units can have");
    }
  }

  private Map<?, ?> object(String where, @Nullable Object value, Set<String> members) {
    if (!(value instanceof Map<?, ?> map)) {
      fault(where, "an object", value);
      return Map.of();
    }
    members.stream()
        .sorted()
        .filter(m -> !map.containsKey(m))
        .forEach(m -> faults.add(where + " must have member '" + m + "'"));
    long unknown = map.keySet().stream().filter(m -> !members.contains(m)).count();
    if (unknown > 0) {
      faults.add(where + " must have known members only; had " + unknown + " unknown");
    }
    return map;
  }

  private long whole(String where, @Nullable Object value) {
    if (value instanceof JsonText.Digits n && n.text().matches("[0-9]{1,18}")) {
      return Long.parseLong(n.text());
    }
    fault(where, "a whole number of at least 0", value);
    return 0;
  }

  /** A missing member was reported where it is missing. */
  private void fault(String where, String constraint, @Nullable Object value) {
    if (value != null) {
      faults.add(where + " must be " + constraint);
    }
  }
}
