package io.millwright.eval.card;

import io.millwright.brief.KillCriterion;
import io.millwright.brief.KillReview;
import io.millwright.brief.ProblemBrief;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.NumberText;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import io.millwright.schema.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A system on one page: the problem, the decision, the data flow, the model, objectives of the
 * service, fallback, monitoring, costs, owner and risks.
 *
 * <p>Made like a {@link ModelCard}: evidence first, then people, then the problem brief, and {@link
 * ModelCard#NOT_STATED} for the rest. Thread-safe: yes, immutable.
 */
public final class SystemSheet {

  private final ModelFacts facts;
  private final Answers<SystemField> answers;

  private SystemSheet(ModelFacts facts, Answers<SystemField> answers) {
    this.facts = facts;
    this.answers = answers;
  }

  /** Starts a sheet of the system around the model that the facts are about. */
  public static Builder builder(ModelFacts facts) {
    return new Builder(facts);
  }

  /** What the sheet says in a field; empty where nobody said anything. */
  public Optional<String> value(SystemField field) {
    return answers.text(field);
  }

  /** The fields that nobody answered. */
  public List<SystemField> notStated() {
    return answers.missing();
  }

  /** Answered fields over all fields, 0 to 1. */
  public double completeness() {
    return answers.share();
  }

  /** The sheet for people. */
  public Report report() {
    String name =
        facts.name().or(() -> facts.brief().map(ProblemBrief::name)).orElse(ModelCard.NOT_STATED);
    List<SystemField> missing = notStated();
    Report.Builder report =
        Report.titled("System on a page: " + name)
            .subtitle(
                "%d of %d fields answered"
                    .formatted(answers.size() - missing.size(), answers.size()));
    report.section("System", s -> system(s, missing));
    facts.brief().ifPresent(b -> report.section("Stop rules", s -> stopRules(b, s)));
    return report.build();
  }

  private void system(Section.Builder section, List<SystemField> missing) {
    section
        .figures(
            KeyFigure.of("Completeness", EstimateText.percent(completeness()))
                .tone(missing.isEmpty() ? Tone.GOOD : Tone.WARNING))
        .table(answers.table(Arrays.asList(SystemField.values()), SystemField::label));
    if (!missing.isEmpty()) {
      DataTable.Builder table =
          DataTable.captioned("Not stated by anybody").words("Field", "What is wanted");
      missing.forEach(f -> table.row(f.label(), f.wanted()));
      section.table(table.build());
    }
  }

  private void stopRules(ProblemBrief brief, Section.Builder section) {
    KillReview review = brief.review(facts.evidence());
    DataTable.Builder table =
        DataTable.captioned("Kill criteria on the evidence: " + review.decision())
            .words("Criterion", "Finding", "Why");
    review
        .results()
        .forEach(r -> table.row(r.criterion().describe(), r.decision().toString(), r.reason()));
    section.table(table.build());
  }

  private static Map<SystemField, String> evidence(ModelFacts facts) {
    Map<SystemField, String> found = new EnumMap<>(SystemField.class);
    found.put(
        SystemField.PERFORMANCE,
        facts.evidence().metrics().entrySet().stream()
            .map(e -> EstimateText.named(e.getKey(), e.getValue()))
            .collect(Collectors.joining("; ")));
    String what =
        facts.record().map(r -> " by " + r.trainer() + ", trained " + r.trainedAt()).orElse("");
    found.put(
        SystemField.MODEL,
        facts.evidence().subject().task() + " model" + what + ", identity " + facts.identity());
    facts
        .pipeline()
        .ifPresent(
            p ->
                found.put(
                    SystemField.INPUTS,
                    p.model().featurizer().inputs().stream()
                        .map(i -> p.model().schema().field(i))
                        .map(SystemSheet::input)
                        .collect(Collectors.joining(", "))));
    return found;
  }

  private static String input(Field field) {
    return field.name() + field.unit().map(u -> " (" + u + ")").orElse("");
  }

  private static Map<SystemField, String> brief(ModelFacts facts) {
    Map<SystemField, String> texts = new EnumMap<>(SystemField.class);
    facts
        .brief()
        .ifPresent(
            b -> {
              texts.put(SystemField.PROBLEM, b.objective());
              texts.put(SystemField.DECISION, b.consumer());
              texts.put(
                  SystemField.SUCCESS,
                  "%s, goal %s: %s"
                      .formatted(
                          b.success().metric(),
                          NumberText.of(b.success().goal()),
                          b.success().meaning()));
              texts.put(SystemField.BASELINE, b.baseline().description());
              texts.put(
                  SystemField.STOP_RULES,
                  b.killCriteria().stream()
                      .map(KillCriterion::describe)
                      .collect(Collectors.joining("; ")));
            });
    return texts;
  }

  /** Collects what people say and reports all faults at build. Single use, not thread-safe. */
  public static final class Builder {

    private final ModelFacts facts;
    private final Answers.Draft<SystemField> draft = new Answers.Draft<>(SystemField.class);

    private Builder(ModelFacts facts) {
      this.facts = facts;
    }

    /**
     * States what only people know.
     *
     * @param field not one that evidence answers
     * @param text not blank, without personal values
     */
    public Builder state(SystemField field, String text) {
      draft.state(field, text);
      return this;
    }

    /**
     * The sheet.
     *
     * @throws IllegalArgumentException if a field was stated twice, blank, or against evidence;
     *     lists all faults
     */
    public SystemSheet build() {
      Answers<SystemField> answers =
          draft.answers(evidence(facts), brief(facts), SystemField::isEvidence);
      draft.faults().throwIfAny("System sheet");
      return new SystemSheet(facts, answers);
    }
  }
}
