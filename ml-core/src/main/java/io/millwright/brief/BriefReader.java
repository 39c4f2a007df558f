package io.millwright.brief;

import io.millwright.brief.BriefNode.Items;
import io.millwright.brief.BriefNode.Mapping;
import io.millwright.brief.BriefNode.Scalar;
import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.KillCriterion.NotBetterThan;
import io.millwright.brief.KillCriterion.PeopleSay;
import io.millwright.brief.KillCriterion.SimplerSuffices;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Makes a brief of what was written; collects all faults before it throws. */
final class BriefReader {

  private static final int MOST_CHARACTERS = 200_000;
  private static final int MOST_ITEMS = 500;
  private static final int VERSION = 1;

  private final BriefFaults faults;

  private BriefReader(BriefFaults faults) {
    this.faults = faults;
  }

  static ProblemBrief read(String text, BiFunction<String, BriefFaults, BriefNode> parser) {
    Objects.requireNonNull(text, "text");
    BriefFaults faults = new BriefFaults();
    if (text.length() > MOST_CHARACTERS) {
      faults.add(1, "Document must have at most " + MOST_CHARACTERS + " characters; has more.");
      faults.throwIfAny();
    }
    BriefNode root = parser.apply(text, faults);
    Optional<ProblemBrief> brief = new BriefReader(faults).brief(root);
    faults.throwIfAny();
    return brief.orElseThrow(
        () -> new IllegalStateException("Brief must be there or faulty; was neither."));
  }

  /** A name from the document, short and printable. */
  static String shown(String name) {
    String clean = name.replaceAll("[^\\p{Alnum}_ .-]", "?");
    return "'" + (clean.length() > 40 ? clean.substring(0, 40) + "…" : clean) + "'";
  }

  private Optional<ProblemBrief> brief(BriefNode root) {
    if (!(root instanceof Mapping mapping)) {
      faults.add(root.line(), "Document must be a mapping; was " + root.kind() + ".");
      return Optional.empty();
    }
    BriefMembers m = new BriefMembers("brief", mapping, faults);
    double version = m.number("formatVersion");
    if (version != VERSION && !Double.isNaN(version)) {
      faults.add(m.line("formatVersion"), "formatVersion must be 1; was another.");
    }
    String name = m.text("name");
    ProblemBrief.Builder builder =
        ProblemBrief.builder(name.isBlank() ? "unnamed" : name)
            .objective(m.text("objective"))
            .target(m.text("target"))
            .consumer(m.text("consumer"))
            .data(m.texts("data", 1).toArray(String[]::new))
            .gaps(m.texts("gaps", 0).toArray(String[]::new))
            .ethics(m.texts("ethics", 1).toArray(String[]::new));
    m.word("type", ProblemType.class).ifPresent(builder::type);
    m.word("latency", LatencyClass.class).ifPresent(builder::latency);
    m.mapping("success").flatMap(this::success).ifPresent(builder::success);
    m.mapping("baseline").flatMap(this::baseline).ifPresent(builder::baseline);
    criteria(m).forEach(builder::killIf);
    if (m.has("signals")) {
      m.mapping("signals").flatMap(this::signals).ifPresent(builder::signals);
    }
    m.end();
    faults.throwIfAny();
    return Optional.of(builder.build());
  }

  private Optional<SuccessMetric> success(Mapping mapping) {
    BriefMembers m = new BriefMembers("success", mapping, faults);
    String metric = m.text("metric");
    Optional<Better> better = m.word("better", Better.class);
    double goal = m.number("goal");
    String meaning = m.text("meaning");
    m.end();
    return better.flatMap(
        b -> made(m, () -> new SuccessMetric(metric, b, goal, meaning)));
  }

  private Optional<Baseline> baseline(Mapping mapping) {
    BriefMembers m = new BriefMembers("baseline", mapping, faults);
    String name = m.text("name");
    String description = m.text("description");
    m.end();
    return made(m, () -> new Baseline(name, description));
  }

  private List<KillCriterion> criteria(BriefMembers brief) {
    List<KillCriterion> criteria = new ArrayList<>();
    for (BriefNode node : brief.items("killCriteria", 1)) {
      if (node instanceof Mapping mapping) {
        criterion(mapping).ifPresent(criteria::add);
      } else {
        faults.add(node.line(), "Kill criterion must be a mapping; was " + node.kind() + ".");
      }
    }
    return criteria;
  }

  private Optional<KillCriterion> criterion(Mapping mapping) {
    BriefMembers m = new BriefMembers("kill criterion", mapping, faults);
    String kind = m.text("kind");
    Optional<KillCriterion> criterion =
        switch (kind) {
          case "simpler_suffices" -> simpler(m);
          case "not_better_than" -> {
            String metric = m.text("metric");
            String other = m.text("other");
            double margin = m.number("margin");
            yield made(m, () -> new NotBetterThan(metric, other, margin));
          }
          case "misses_bar" -> {
            String metric = m.text("metric");
            double bar = m.number("bar");
            yield m.word("better", Better.class)
                .flatMap(b -> made(m, () -> new MissesBar(metric, b, bar)));
          }
          case "people_say" -> {
            String question = m.text("question");
            yield made(m, () -> new PeopleSay(question));
          }
          default -> {
            faults.add(
                m.line("kind"),
                "kind must be simpler_suffices, not_better_than, misses_bar or people_say; was"
                    + " another.");
            m.ignoreRest();
            yield Optional.empty();
          }
        };
    m.end();
    return criterion;
  }

  private Optional<KillCriterion> simpler(BriefMembers m) {
    String metric = m.text("metric");
    String other = m.text("other");
    double share = m.number("share");
    return m.word("better", Better.class)
        .flatMap(b -> made(m, () -> new SimplerSuffices(metric, b, other, share)));
  }

  private Optional<Signals> signals(Mapping mapping) {
    BriefMembers m = new BriefMembers("signals", mapping, faults);
    double rows = m.number("labelledRows");
    Optional<Signals.Rules> rules = m.word("rules", Signals.Rules.class);
    Optional<Signals.Explanation> explanation = m.word("explanation", Signals.Explanation.class);
    Optional<Signals.ErrorCost> cost = m.word("errorCost", Signals.ErrorCost.class);
    Optional<LatencyClass> latency = m.word("latency", LatencyClass.class);
    Optional<Signals.ChangeRate> change = m.word("changeRate", Signals.ChangeRate.class);
    Optional<Signals.Pattern> pattern = m.word("pattern", Signals.Pattern.class);
    m.end();
    if (rows < 0 || rows != Math.rint(rows) || rows > 1e15) {
      if (!Double.isNaN(rows)) {
        faults.add(m.line("labelledRows"), "labelledRows must be a whole number from 0 to 1e15.");
      }
      return Optional.empty();
    }
    if (rules.isEmpty()
        || explanation.isEmpty()
        || cost.isEmpty()
        || latency.isEmpty()
        || change.isEmpty()
        || pattern.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Signals.builder((long) rows)
            .rules(rules.get())
            .pattern(pattern.get())
            .explanation(explanation.get())
            .errorCost(cost.get())
            .latency(latency.get())
            .changeRate(change.get())
            .build());
  }

  /** The part, unless a member of it was faulty or does not fit. */
  private <T> Optional<T> made(BriefMembers members, Supplier<T> part) {
    if (members.isFaulty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(part.get());
    } catch (IllegalArgumentException e) {
      faults.add(members.line(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  static int mostItems() {
    return MOST_ITEMS;
  }

  /** Whether the value reads as text for a person and not as something else. */
  static boolean isPlainWord(Scalar scalar) {
    return scalar.quoted()
        || !scalar
            .text()
            .toLowerCase(java.util.Locale.ROOT)
            .matches("true|false|yes|no|on|off|null|~|-?[.0-9][0-9a-fx_.:e+-]*");
  }

  static List<BriefNode> list(BriefNode node) {
    return node instanceof Items items ? items.items() : List.of();
  }
}
