package io.millwright.samples.journey;

import io.millwright.Seed;
import io.millwright.leakage.AuditCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of the journey, checked. */
final class Arguments {

  static final String USAGE =
      """
      usage: journey [--csv FILE --target COLUMN] [options]

        --csv FILE        a CSV file with a header, plain or gzip; separator and types are found out
        --target COLUMN   what to predict: two values, several classes or a number
        --positive VALUE  the value that counts as yes (default: yes, true, 1 or the rarer one)
        --time COLUMN     when a row happened: the latest rows are held out
        --group COLUMN    rows with the same value stay on one side of the split
        --ignore A,B,...  columns that are not used
        --accept A,B,...  checks of the leakage audit whose findings are no leak
        --out DIR         where bundle, registry and report go (default: journey-out)
        --seed N          same seed, same result (default: 42)
        --help            this text

      Without --csv it runs on a small data set that comes with the sample.
      Exit code: 0 the gate passed, 1 a gate refused, 2 the input cannot be used.
      """;

  /** The options that take a value. */
  static final List<String> KNOWN =
      List.of("csv", "target", "positive", "time", "group", "ignore", "accept", "out", "seed");

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /** The arguments; throws with all faults if they make no sense. */
  static Arguments of(String... args) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      boolean last = i + 1 == args.length;
      if (!KNOWN.contains(name)) {
        faults.add(
            "Argument '" + args[i] + "' must be one of --" + String.join(", --", KNOWN) + ".");
        i += name.isEmpty() || last || args[i + 1].startsWith("--") ? 0 : 1;
      } else if (last || args[i + 1].startsWith("--")) {
        faults.add(
            "Argument --"
                + name
                + " must be followed by a value; was "
                + (last ? "the last." : "followed by " + args[i + 1] + "."));
      } else if (args[i + 1].isBlank()) {
        faults.add("Argument --" + name + " must have a value; was blank.");
        i++;
      } else if (values.put(name, args[++i]) != null) {
        faults.add("Argument --" + name + " must be given once; was given again.");
      }
    }
    if (values.containsKey("csv") != values.containsKey("target")) {
      faults.add("Arguments --csv and --target must be given together.");
    }
    String seed = values.getOrDefault("seed", "0");
    if (!seed.matches("-?\\d{1,18}")) {
      faults.add(
          "Argument --seed must be a whole number of at most 18 digits; was '" + seed + "'.");
    }
    faults.addAll(columnsUsedTwice(values));
    names(values.getOrDefault("accept", "")).stream()
        .filter(id -> check(id).isEmpty())
        .forEach(id -> faults.add(unknownCheck(id)));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults) + "\nSee --help.");
    }
    return new Arguments(values);
  }

  /** Target, time, group and ignored columns must be different ones. */
  private static List<String> columnsUsedTwice(Map<String, String> values) {
    List<String> faults = new ArrayList<>();
    Map<String, String> uses = new LinkedHashMap<>();
    for (String name : List.of("target", "time", "group", "ignore")) {
      for (String column : columns(name, values.getOrDefault(name, ""))) {
        String before = uses.putIfAbsent(column, name);
        if (before != null && !before.equals(name)) {
          faults.add(
              "Column '"
                  + column
                  + "' must have one use; was given to --"
                  + before
                  + " and --"
                  + name
                  + ".");
        }
      }
    }
    return faults;
  }

  private static List<String> columns(String argument, String value) {
    return argument.equals("ignore")
        ? names(value)
        : Stream.of(value).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static List<String> names(String value) {
    return Stream.of(value.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static Optional<AuditCheck> check(String id) {
    return Stream.of(AuditCheck.values()).filter(c -> c.id().equals(id)).findFirst();
  }

  private static String unknownCheck(String id) {
    return "Argument --accept must name checks, "
        + Stream.of(AuditCheck.values()).map(AuditCheck::id).collect(Collectors.joining(", "))
        + "; '"
        + id
        + "' is none.";
  }

  Optional<Path> csv() {
    return Optional.ofNullable(values.get("csv")).map(Path::of);
  }

  String target() {
    return values.getOrDefault("target", "target");
  }

  Optional<String> positive() {
    return Optional.ofNullable(values.get("positive"));
  }

  Optional<String> time() {
    return Optional.ofNullable(values.get("time"));
  }

  Optional<String> group() {
    return Optional.ofNullable(values.get("group"));
  }

  List<String> ignored() {
    return columns("ignore", values.getOrDefault("ignore", ""));
  }

  /** Checks of the leakage audit whose findings are accepted. */
  List<AuditCheck> accepted() {
    return names(values.getOrDefault("accept", "")).stream()
        .map(id -> check(id).orElseThrow())
        .distinct()
        .toList();
  }

  Path out() {
    return Path.of(values.getOrDefault("out", "journey-out"));
  }

  Seed seed() {
    return Seed.of(Long.parseLong(values.getOrDefault("seed", "42")));
  }
}
