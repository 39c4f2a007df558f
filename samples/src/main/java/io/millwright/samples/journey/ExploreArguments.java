package io.millwright.samples.journey;

import io.millwright.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line of the exploration, checked. */
final class ExploreArguments {

  static final String USAGE =
      """
      usage: eda --csv FILE --out DIR [options]

        --csv FILE        a CSV file with a header, plain or gzip; separator and types are found out
        --out DIR         where report.html and report.json go
        --target COLUMN   what is to be predicted: two values, several classes or a number
        --positive VALUE  the value of the target that counts as yes
        --time COLUMN     when a row happened; DATE+HOUR joins a column of dates and one of hours 0-23
        --ignore A,B,...  columns that are not used
        --missing A,B,... cells that mean "no value", such as ?
        --seed N          same seed, same report (default: 0)
        --help            this text

      Exit code: 0 the report is written, 2 the input cannot be used.
      """;

  private static final List<String> KNOWN =
      List.of("csv", "out", "target", "positive", "time", "ignore", "missing", "seed");

  private final Map<String, String> values;

  private ExploreArguments(Map<String, String> values) {
    this.values = values;
  }

  /** The arguments; throws with all faults if they make no sense. */
  static ExploreArguments of(String... args) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      boolean valued = i + 1 < args.length && !args[i + 1].startsWith("--");
      if (!KNOWN.contains(name)) {
        faults.add(
            "Argument '" + args[i] + "' must be one of --" + String.join(", --", KNOWN) + ".");
      } else if (!valued || args[i + 1].isBlank()) {
        faults.add("Argument --" + name + " must be followed by a value; was without.");
      } else if (values.put(name, args[i + 1]) != null) {
        faults.add("Argument --" + name + " must be given once; was given again.");
      }
      i += valued ? 1 : 0;
    }
    for (String needed : List.of("csv", "out")) {
      if (!values.containsKey(needed)) {
        faults.add("Argument --" + needed + " must be given; was not.");
      }
    }
    if (values.containsKey("positive") && !values.containsKey("target")) {
      faults.add("Argument --positive must come with --target; was without.");
    }
    if (!values.getOrDefault("seed", "0").matches("-?\\d{1,18}")) {
      faults.add("Argument --seed must be a whole number of at most 18 digits.");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults) + "\nSee --help.");
    }
    return new ExploreArguments(values);
  }

  Path csv() {
    return Path.of(values.getOrDefault("csv", ""));
  }

  Path out() {
    return Path.of(values.getOrDefault("out", ""));
  }

  Optional<String> target() {
    return Optional.ofNullable(values.get("target"));
  }

  Optional<String> positive() {
    return Optional.ofNullable(values.get("positive"));
  }

  Optional<String> time() {
    return Optional.ofNullable(values.get("time"));
  }

  List<String> ignored() {
    return list("ignore");
  }

  List<String> missing() {
    return list("missing");
  }

  private List<String> list(String name) {
    return List.of(values.getOrDefault(name, "").split(",", -1)).stream()
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  Seed seed() {
    return Seed.of(Long.parseLong(values.getOrDefault("seed", "0")));
  }
}
