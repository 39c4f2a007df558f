package io.millwright.eval.card;

import io.millwright.model.Featurizer;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.KeyFigure;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A card for each field of a schema: what it is, where it comes from, when it is known, how it is
 * distributed, and what the model makes of it.
 *
 * <p>Name, type, role, unit and optionality come from the schema, missing share and distribution
 * from the profile of the training rows, the model's inputs from the featurizer; the rest from
 * {@link FieldNote}s. Fields noted as personal or sensitive show no values. Categories of fewer
 * than 5 rows are not named and ranges leave out 1 % at each end. Thread-safe: yes, immutable.
 */
public final class FeatureCards {

  private final List<FieldCard> cards;

  private FeatureCards(List<FieldCard> cards) {
    this.cards = cards;
  }

  /** Starts the cards of a schema's fields. */
  public static Builder builder(Schema schema) {
    return new Builder(schema);
  }

  /** Starts the cards of a trained pipeline's fields: its schema, profile and features. */
  public static Builder builder(ModelFacts facts) {
    Schema schema =
        facts
            .schema()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Facts must hold a pipeline to make feature cards; hold none. Give the"
                            + " pipeline, or start with a schema."));
    Builder builder = new Builder(schema);
    facts
        .pipeline()
        .ifPresent(p -> builder.profile(p.profile()).features(p.model().featurizer().features()));
    return builder;
  }

  /** The fields, in the order of the schema. */
  public List<String> fields() {
    return cards.stream().map(FieldCard::name).toList();
  }

  /** Filled items over all items of all cards, 0 to 1. */
  public double completeness() {
    long all = cards.stream().mapToLong(c -> c.items().size()).sum();
    return (all - missing()) / (double) all;
  }

  /** The labels of the items that nobody filled for a field. */
  public List<String> notStated(String field) {
    return cards.stream()
        .filter(c -> c.name().equals(field))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Field '" + field + "' must be among " + fields() + "; is not."))
        .missing();
  }

  private long missing() {
    return cards.stream().mapToLong(c -> c.missing().size()).sum();
  }

  /** The cards for people: an overview, then a section for each field. */
  public Report report() {
    Report.Builder report =
        Report.titled("Feature cards").subtitle(cards.size() + " fields of the schema");
    report.section("Overview", this::overview);
    cards.forEach(c -> report.section("Field '" + c.name() + "'", c::add));
    return report.build();
  }

  private void overview(Section.Builder section) {
    DataTable.Builder table =
        DataTable.captioned("Fields").words("Field", "Type", "Role").numbers("Missing", "To state");
    for (FieldCard card : cards) {
      int open = card.missing().size();
      table.row(
          Cell.of(card.name()),
          Cell.of(card.field().type().toString()),
          Cell.of(card.field().role().toString()),
          Cell.of(card.missingShare().orElse("")),
          Cell.of(String.valueOf(open), open == 0 ? Tone.GOOD : Tone.WARNING));
    }
    section
        .figures(
            KeyFigure.of("Completeness", EstimateText.percent(completeness()))
                .note(missing() + " items are not stated")
                .tone(missing() == 0 ? Tone.GOOD : Tone.WARNING))
        .table(table.build());
  }

  /** Collects notes and reports all faults at build. Single use, not thread-safe. */
  public static final class Builder {

    private final Schema schema;
    private final Map<String, FieldNote> notes = new LinkedHashMap<>();
    private final Faults faults = new Faults();
    private @Nullable Profile profile;
    private @Nullable List<Featurizer.Feature> features;

    private Builder(Schema schema) {
      this.schema = Objects.requireNonNull(schema, "schema");
    }

    /** The profile of the training rows. */
    public Builder profile(Profile training) {
      faults.addIf(profile != null, "Profile must be given once; was twice.");
      profile = Objects.requireNonNull(training, "training");
      return this;
    }

    /** The inputs of the model, each with the fields it is made from. */
    public Builder features(List<Featurizer.Feature> inputs) {
      faults.addIf(features != null, "Features must be given once; were twice.");
      features = List.copyOf(inputs);
      return this;
    }

    /** What people know about fields; one note for a field. */
    public Builder note(FieldNote... more) {
      for (FieldNote note : more) {
        faults.addIf(
            schema.find(note.field()).isEmpty(),
            "Note must be about a field of the schema; was about '" + note.field() + "'.");
        faults.addIf(
            notes.put(note.field(), note) != null,
            "Field '" + note.field() + "' must have one note; had two.");
      }
      return this;
    }

    /**
     * The cards.
     *
     * @throws IllegalArgumentException if a note is about no field or a field has two notes; lists
     *     all faults
     */
    public FeatureCards build() {
      faults.throwIfAny("Feature cards");
      return new FeatureCards(schema.fields().stream().map(this::card).toList());
    }

    private FieldCard card(Field field) {
      FieldNote note = notes.getOrDefault(field.name(), FieldNote.of(field.name()));
      List<String> made =
          features == null
              ? List.of()
              : features.stream()
                  .filter(f -> f.inputs().contains(field.name()))
                  .map(Featurizer.Feature::name)
                  .toList();
      return FieldCard.of(field, note, profileOf(field), made);
    }

    private @Nullable FieldProfile profileOf(Field field) {
      if (profile == null) {
        return null;
      }
      return field.role() == Role.LABEL
          ? profile.label().filter(l -> l.name().equals(field.name())).orElse(null)
          : profile.features().stream()
              .filter(f -> f.name().equals(field.name()))
              .findFirst()
              .orElse(null);
    }
  }
}
