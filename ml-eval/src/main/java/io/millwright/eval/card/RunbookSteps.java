package io.millwright.eval.card;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.RegistryEvent;
import io.millwright.artifact.Stage;
import io.millwright.brief.LatencyClass;
import io.millwright.brief.ProblemBrief;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What to look at and what to do, incident by incident, from the facts of a model. */
final class RunbookSteps {

  private final ModelFacts facts;
  private final String model;
  private final Map<String, GateDecision> gates;

  RunbookSteps(ModelFacts facts, String model, Map<String, GateDecision> gates) {
    this.facts = facts;
    this.model = model;
    this.gates = gates;
  }

  void commands(Section.Builder section) {
    section.text("What is in production, what happened, and back to the version before:");
    section.text(code());
    rollback(section);
  }

  /** Java text; the name is written as a string literal. */
  String code() {
    String name = literal(model);
    return String.join(
        "\n",
        "ModelRegistry registry = ModelRegistry.at(directory, clock).actingAs(actor);",
        "Optional<ModelVersion> serving = registry.find(" + name + ", Stage.PRODUCTION);",
        "List<RegistryEvent> events = registry.history(" + name + ");",
        "ModelVersion previous = registry.rollback(" + name + ", reason);",
        "ModelBundle bundle = registry.open(" + name + ", Stage.PRODUCTION);");
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void rollback(Section.Builder section) {
    if (facts.history().isEmpty()) {
      section.callout(
          Tone.WARNING, "No history was given: whether a rollback has a version is not known.");
      return;
    }
    long served =
        facts.history().stream()
            .filter(e -> e.to() == Stage.PRODUCTION)
            .filter(e -> e.action() != RegistryEvent.Action.REFUSED)
            .map(RegistryEvent::version)
            .distinct()
            .count();
    long drills =
        facts.history().stream()
            .filter(e -> e.action() == RegistryEvent.Action.ROLLED_BACK)
            .count();
    if (served < 2) {
      section.callout(
          Tone.BAD,
          "%d version(s) served so far: rollback has nothing to return to. Switch to the fallback."
              .formatted(served));
    } else {
      section.text(
          "%d versions served so far; %d rollback(s) in the history. A running predictor keeps its"
                  .formatted(served, drills)
              + " model: open a new one after the rollback.");
    }
  }

  void add(Incident incident, Section.Builder section) {
    switch (incident) {
      case DRIFT -> drift(section);
      case PERFORMANCE_DROP -> performance(section);
      case LATENCY -> latency(section);
      case ERROR_RATE -> errors(section);
      case FALLBACK_ACTIVE -> fallback(section);
      case DATA_QUALITY -> quality(section);
      case BUDGET -> budget(section);
    }
  }

  private static void steps(Section.Builder section, String heading, String... steps) {
    List<String> lines = new ArrayList<>(List.of(heading));
    for (int i = 0; i < steps.length; i++) {
      lines.add((i + 1) + ". " + steps[i]);
    }
    section.text(String.join("\n", lines));
  }

  private void drift(Section.Builder section) {
    steps(
        section,
        "First checks:",
        "Which of the fields below moved, since when, and did one source or unit change?",
        "Did the missing share of the field change? Then treat it as data quality.",
        "Did the predictions move too? If not, the model may not care.",
        "Are outcomes known? Then judge the model on recent rows before anything else.");
    facts
        .profile()
        .ifPresentOrElse(
            p -> section.table(reference(p)),
            () -> section.callout(Tone.WARNING, "No profile was given: reference NOT STATED."));
    steps(
        section,
        "Remedies:",
        "Wrong data: repair the source and score the affected rows again.",
        "True change and worse results: train on recent rows, pass the gate, promote.",
        "True change and equal results: take a new reference profile and write down why.");
  }

  private static DataTable reference(Profile profile) {
    DataTable.Builder table =
        DataTable.captioned("Reference: fields as in training")
            .words("Field", "Type")
            .numbers("Missing");
    for (FieldProfile field : profile.features()) {
      table.row(
          Cell.of(field.name()),
          Cell.of(field.type().toString()),
          Cell.of(
              field.total() == 0
                  ? ""
                  : EstimateText.percent(field.missing() / (double) field.total())));
    }
    return table.build();
  }

  private void performance(Section.Builder section) {
    steps(
        section,
        "First checks:",
        "Do enough outcomes lie behind the number? Compare intervals, not points.",
        "Did the outcomes arrive complete, or only those that are known early?",
        "Which slice fell? Did its inputs drift?",
        "Is it the version below that serves? Look into the history.");
    section.table(EstimateText.table("Reference: figures at release", facts.evidence().metrics()));
    gates.forEach(
        (name, decision) -> section.text("Gate '" + name + "' at release: " + Fact.text(decision)));
    steps(
        section,
        "Remedies:",
        "The interval lies below the release figures: roll back (commands above).",
        "The version before is no better: switch to the fallback and train anew.",
        "Too few rows to tell: collect outcomes; do not act on a point estimate.");
  }

  private void latency(Section.Builder section) {
    String class0 =
        facts
            .brief()
            .map(ProblemBrief::latency)
            .map(RunbookSteps::limit)
            .orElse("The latency class is NOT STATED; give a problem brief.");
    section.text(class0);
    steps(
        section,
        "First checks:",
        "Is it the model, the fetching of its inputs, or waiting before it?",
        "Did load, row size or the version change? Compare with the history.",
        "Do garbage collections or CPU limits explain it?");
    steps(
        section,
        "Remedies:",
        "Shed load or add instances; expired calls should end in the fallback.",
        "A new version is slower: roll back (commands above).");
  }

  private static String limit(LatencyClass latency) {
    return switch (latency) {
      case BATCH -> "Agreed latency: BATCH, hours.";
      case NEAR_REAL_TIME -> "Agreed latency: NEAR_REAL_TIME, minutes.";
      case INTERACTIVE -> "Agreed latency: INTERACTIVE, about a second.";
      case REAL_TIME -> "Agreed latency: REAL_TIME, at most 50 milliseconds.";
      case HARD_REAL_TIME -> "Agreed latency: HARD_REAL_TIME, at most 5 milliseconds.";
    };
  }

  private void errors(Section.Builder section) {
    steps(
        section,
        "First checks:",
        "Which exception, since when, in all rows or in those of one source?",
        "InvalidRowException or SchemaMismatchException: a caller or a source changed.",
        "ArtifactException: the bundle was changed or damaged; restore it from a backup.");
    facts
        .bundle()
        .ifPresent(b -> section.text("Digest that the bundle in service must have: " + b.digest()));
    steps(
        section,
        "Remedies:",
        "Refuse the faulty source; one bad row must not fail its batch.",
        "It began with a version: roll back (commands above).");
  }

  private void fallback(Section.Builder section) {
    String today =
        facts
            .brief()
            .map(b -> "Without the model: " + b.baseline().description())
            .orElse("What is done without the model is NOT STATED; give a problem brief.");
    section.text(today);
    steps(
        section,
        "First checks:",
        "Why does it answer: deadline, breaker, failure, or switched on by hand?",
        "What share of answers, and do consumers know?",
        "Is the quality of the fallback acceptable for that long?");
    steps(
        section,
        "Remedies:",
        "Remove the cause (latency, error rate), then watch the share fall to zero.",
        "Mark the affected decisions, so that they can be judged again.");
  }

  private void quality(Section.Builder section) {
    facts.schema().ifPresent(s -> section.text(needed(s)));
    steps(
        section,
        "First checks:",
        "Which field, which source, since when? Did a unit, code list or time zone change?",
        "Missing, late, doubled or out of range? Compare with the reference under drift.",
        "Were rows scored with the faulty values? Count them.");
    steps(
        section,
        "Remedies:",
        "Stop the source or switch to the fallback until it is repaired.",
        "Keep the faulty rows out of the next training.");
  }

  private static String needed(Schema schema) {
    return "Must have a value in every row: "
        + names(schema, false)
        + ". May be missing: "
        + names(schema, true)
        + ".";
  }

  private static String names(Schema schema, boolean optional) {
    String names =
        schema.features().stream()
            .filter(f -> f.optional() == optional)
            .map(Field::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private static void budget(Section.Builder section) {
    steps(
        section,
        "First checks:",
        "Which part: compute, storage, calls to providers, or wrong decisions?",
        "Did the number of calls or the size of a call grow? Is a caller in a loop?");
    steps(
        section,
        "Remedies:",
        "Limit the caller; batch; score ahead where the consumer can wait.",
        "It stays above what was agreed: ask the owner of the brief whether it still pays.");
  }
}
