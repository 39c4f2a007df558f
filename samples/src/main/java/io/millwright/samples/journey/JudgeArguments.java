package io.millwright.samples.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line of the judge: its own options, the journey's, and what is wrong with both.
 *
 * @param journey the options that it shares with the journey; empty if one of them makes no sense
 * @param protectedFields columns whose groups are compared
 * @param costs of a false alarm and of a miss
 * @param faults one sentence each; none if all makes sense
 */
record JudgeArguments(
    Optional<Arguments> journey, List<String> protectedFields, Costs costs, List<String> faults) {

  static final String USAGE =
      """
      usage: judge --csv FILE --target COLUMN --out DIR [options]

        --csv FILE         a CSV file with a header, plain or gzip; separator and types are found out
        --target COLUMN    what to predict: a column of two values, or any with --positive
        --out DIR          where the pages go
        --positive VALUE   the value that counts as yes (default: yes, true, 1 or the rarer one)
        --protected A,B    columns whose groups must be treated alike; with --ignore too, the model does not read them
        --cost FALSE,MISS  what a false alarm and what a miss costs, in one unit (default: 1,1)
        --time COLUMN      when a row happened: the latest rows are held out
        --group COLUMN     rows with the same value stay on one side of the split
        --ignore A,B,...   columns that the model does not read
        --accept A,B,...   checks of the leakage audit whose findings are no leak
        --seed N           same seed, same result (default: 42)
        --help             this text

      Exit code: 0 the gate passed, 1 a gate refused, 2 the input cannot be used.
      """;

  private static final List<String> OWN = List.of("protected", "cost");
  private static final List<String> NEEDED = List.of("csv", "target", "out");
  private static final int MOST_PROTECTED = 4;
  private static final String NUMBER = "\\d{1,12}(\\.\\d{1,12})?";

  /** What errors cost, in one unit. */
  record Costs(double falseAlarm, double miss, boolean stated) {}

  JudgeArguments {
    protectedFields = List.copyOf(protectedFields);
    faults = List.copyOf(faults);
  }

  static JudgeArguments of(String... args) {
    Map<String, String> own = new LinkedHashMap<>();
    List<String> theirs = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      boolean valued = i + 1 < args.length && !args[i + 1].startsWith("--");
      if (Arguments.KNOWN.contains(name)) {
        theirs.addAll(Arrays.asList(args).subList(i, valued ? i + 2 : i + 1));
      } else if (!OWN.contains(name)) {
        faults.add(unknown(args[i]));
      } else if (!valued) {
        faults.add("Argument --" + name + " must be followed by a value; was without.");
      } else if (own.put(name, args[i + 1]) != null) {
        faults.add("Argument --" + name + " must be given once; was given again.");
      }
      i += valued && !name.isEmpty() ? 1 : 0;
    }
    for (String needed : NEEDED) {
      if (!theirs.contains("--" + needed)) {
        faults.add("Argument --" + needed + " must be given; was not.");
      }
    }
    Costs costs = costs(own.get("cost"), faults);
    List<String> named = names(own.getOrDefault("protected", ""));
    Optional<Arguments> journey = journey(theirs, faults);
    journey.ifPresent(j -> protectable(named, j, faults));
    return new JudgeArguments(journey, named.stream().distinct().toList(), costs, faults);
  }

  private static String unknown(String argument) {
    List<String> all = new ArrayList<>(Arguments.KNOWN);
    all.addAll(OWN);
    return "Argument '" + argument + "' must be one of --" + String.join(", --", all) + ".";
  }

  /** The journey's options; its faults are added to the others. */
  private static Optional<Arguments> journey(List<String> args, List<String> faults) {
    try {
      return Optional.of(Arguments.of(args.toArray(String[]::new)));
    } catch (IllegalArgumentException e) {
      String.valueOf(e.getMessage())
          .lines()
          .filter(l -> !l.equals("See --help."))
          .filter(l -> !l.contains("must be given together"))
          .forEach(faults::add);
      return Optional.empty();
    }
  }

  private static Costs costs(@org.jspecify.annotations.Nullable String text, List<String> faults) {
    if (text == null) {
      return new Costs(1, 1, false);
    }
    List<String> parts = names(text);
    if (parts.size() != 2 || !parts.stream().allMatch(p -> p.matches("-?" + NUMBER))) {
      faults.add(
          "Argument --cost must be two numbers, of a false alarm and of a miss, such as 10,100; was"
              + " '"
              + text
              + "'.");
      return new Costs(1, 1, false);
    }
    double falseAlarm = Double.parseDouble(parts.get(0));
    double miss = Double.parseDouble(parts.get(1));
    if (!(falseAlarm > 0 && miss > 0)) {
      faults.add(
          "Argument --cost must be two costs above 0; was '"
              + text
              + "'. An error that costs nothing leaves nothing to choose.");
    }
    return new Costs(falseAlarm, miss, true);
  }

  private static void protectable(List<String> named, Arguments journey, List<String> faults) {
    if (named.stream().distinct().count() != named.size()) {
      faults.add("Argument --protected must name each column once; was " + named + ".");
    }
    if (named.size() > MOST_PROTECTED) {
      faults.add(
          "Argument --protected must name at most "
              + MOST_PROTECTED
              + " columns; named "
              + named.size()
              + ".");
    }
    if (named.contains(journey.target())) {
      faults.add(
          "Argument --protected must not name the target; named '" + journey.target() + "'.");
    }
  }

  private static List<String> names(String value) {
    return Stream.of(value.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  Path out() {
    return journey.map(Arguments::out).orElse(Path.of("."));
  }
}
