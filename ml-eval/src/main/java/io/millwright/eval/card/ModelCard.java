package io.millwright.eval.card;

import io.millwright.eval.Slice;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The model card: what a model is, what it is for, how good it is for whom, and what nobody said.
 *
 * <p>Each {@link CardField} is answered by evidence, by the problem brief or by people, and the
 * card says by whom. Evidence cannot be overruled; a brief can, by a statement. A field without an
 * answer reads {@value #NOT_STATED} and lowers the {@link #completeness()}. Equal facts and
 * statements give equal reports. Thread-safe: yes, immutable.
 *
 * @see <a href="https://doi.org/10.1145/3287560.3287596">Mitchell et al. (2019), Model Cards for
 *     Model Reporting</a>
 */
public final class ModelCard {

  /** What stands where nobody said anything. */
  public static final String NOT_STATED = Answers.NOT_STATED;

  private final ModelFacts facts;
  private final Answers<CardField> answers;
  private final List<Slice> intersections;

  private ModelCard(Builder builder, Answers<CardField> answers) {
    this.facts = builder.facts;
    this.answers = answers;
    this.intersections = List.copyOf(builder.intersections);
  }

  /** Starts a card of the model that the facts are about. */
  public static Builder builder(ModelFacts facts) {
    return new Builder(facts);
  }

  /** The facts it was made from. */
  public ModelFacts facts() {
    return facts;
  }

  /** What the card says in a field; empty where it says {@value #NOT_STATED}. */
  public Optional<String> value(CardField field) {
    return answers.text(field);
  }

  /** The fields that nobody answered, in the order of the card. */
  public List<CardField> notStated() {
    return answers.missing();
  }

  /** Answered fields over all fields, 0 to 1; every field counts the same. */
  public double completeness() {
    return answers.share();
  }

  /** The card for people. */
  public Report report() {
    Report.Builder report =
        Report.titled("Model card: " + value(CardField.NAME).orElse(NOT_STATED))
            .subtitle(
                value(CardField.TYPE).orElse(NOT_STATED)
                    + ", evaluated "
                    + value(CardField.EVALUATED_AT).orElse(NOT_STATED));
    report.section("Completeness", this::completeness);
    for (CardField.Part part : CardField.Part.values()) {
      report.section(part.heading(), section -> part(part, section));
    }
    return report.build();
  }

  private void completeness(Section.Builder section) {
    List<CardField> missing = notStated();
    section.figures(
        KeyFigure.of("Fields answered", (answers.size() - missing.size()) + " of " + answers.size())
            .note(EstimateText.percent(completeness()))
            .tone(missing.isEmpty() ? Tone.GOOD : Tone.WARNING));
    if (!missing.isEmpty()) {
      DataTable.Builder table =
          DataTable.captioned("Not stated by anybody").words("Part", "Field", "What is wanted");
      missing.forEach(f -> table.row(f.part().heading(), f.label(), f.wanted()));
      section.table(table.build());
    }
  }

  private void part(CardField.Part part, Section.Builder section) {
    List<CardField> fields =
        Arrays.stream(CardField.values()).filter(f -> f.part() == part).toList();
    section.table(answers.table(fields, CardField::label));
    if (part == CardField.Part.ANALYSES) {
      SliceBlocks.add(section, "Unitary results", facts.slices());
      SliceBlocks.add(section, "Intersectional results", intersections);
    }
  }

  /** Collects what people say and reports all faults at build. Single use, not thread-safe. */
  public static final class Builder {

    private final ModelFacts facts;
    private final Answers.Draft<CardField> draft = new Answers.Draft<>(CardField.class);
    private final List<Slice> intersections = new ArrayList<>();
    private final List<Fact> fairness = new ArrayList<>();

    private Builder(ModelFacts facts) {
      this.facts = facts;
    }

    /**
     * States what only people know.
     *
     * @param field not one that evidence answers
     * @param text not blank, without personal values; say why where something does not apply
     */
    public Builder state(CardField field, String text) {
      draft.state(field, text);
      return this;
    }

    /** Adds slices over two or more fields together, for the intersectional results. */
    public Builder intersections(List<Slice> slices) {
      intersections.addAll(slices);
      return this;
    }

    /** Adds what fairness checks found. */
    public Builder fairness(Fact... findings) {
      fairness.addAll(List.of(findings));
      return this;
    }

    /**
     * The card.
     *
     * @throws IllegalArgumentException if a field was stated twice, blank, or against evidence;
     *     lists all faults
     */
    public ModelCard build() {
      Answers<CardField> answers =
          draft.answers(
              CardEvidence.of(facts, intersections, fairness),
              CardEvidence.ofBrief(facts),
              CardField::isEvidence);
      draft.faults().throwIfAny("Model card");
      return new ModelCard(this, answers);
    }
  }
}
