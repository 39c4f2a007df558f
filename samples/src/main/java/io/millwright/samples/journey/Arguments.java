package io.millwright.samples.journey;

import io.millwright.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        --out DIR         where bundle, registry and report go (default: journey-out)
        --seed N          same seed, same result (default: 42)
        --help            this text

      Without --csv it runs on a small data set that comes with the sample.
      Exit code: 0 the gate passed, 1 a gate refused, 2 the input cannot be used.
      """;

  private static final List<String> KNOWN =
      List.of("csv", "target", "positive", "time", "group", "ignore", "out", "seed");

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
      if (!KNOWN.contains(name)) {
        faults.add(
            "Argument '" + args[i] + "' must be one of --" + String.join(", --", KNOWN) + ".");
      } else if (i + 1 == args.length) {
        faults.add("Argument --" + name + " must be followed by a value; was the last.");
      } else if (values.put(name, args[++i]) != null) {
        faults.add("Argument --" + name + " must be given once; was given again.");
      }
    }
    if (values.containsKey("csv") != values.containsKey("target")) {
      faults.add("Arguments --csv and --target must be given together.");
    }
    if (values.containsKey("seed") && !values.get("seed").matches("-?\\d{1,18}")) {
      faults.add("Argument --seed must be a whole number of at most 18 digits.");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults) + "\nSee --help.");
    }
    return new Arguments(values);
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
    String list = values.getOrDefault("ignore", "");
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  Path out() {
    return Path.of(values.getOrDefault("out", "journey-out"));
  }

  Seed seed() {
    return Seed.of(Long.parseLong(values.getOrDefault("seed", "42")));
  }
}
