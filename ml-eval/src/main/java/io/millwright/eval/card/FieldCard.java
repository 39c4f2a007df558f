package io.millwright.eval.card;

import io.millwright.profile.FieldProfile;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The card of one field: what was asked of it, and what was answered. */
final class FieldCard {

  private static final int MOST_MADE = 12;

  private final Field field;
  private final FieldNote note;
  private final @Nullable FieldProfile profile;
  private final Map<String, Optional<String>> items = new LinkedHashMap<>();

  private FieldCard(Field field, FieldNote note, @Nullable FieldProfile profile) {
    this.field = field;
    this.note = note;
    this.profile = profile;
  }

  static FieldCard of(
      Field field, FieldNote note, @Nullable FieldProfile profile, List<String> made) {
    FieldCard card = new FieldCard(field, note, profile);
    boolean isFeature = field.role() == Role.FEATURE;
    card.declared();
    card.ask("Description", note.text(FieldNote.Part.DESCRIPTION));
    card.ask("Source", note.text(FieldNote.Part.SOURCE));
    card.ask("Owner", note.text(FieldNote.Part.OWNER));
    card.ask("Personal or sensitive", note.sensitivity().map(FieldNote.Sensitivity::label));
    if (isFeature || field.role() == Role.LABEL) {
      card.ask(FieldNote.Part.AVAILABILITY.label(), note.text(FieldNote.Part.AVAILABILITY));
      card.measured();
    }
    if (isFeature) {
      card.ask(FieldNote.Part.FRESHNESS.label(), note.text(FieldNote.Part.FRESHNESS));
      card.ask(FieldNote.Part.LEAKAGE.label(), note.text(FieldNote.Part.LEAKAGE));
      card.ask("Drift sensitivity", note.drift().map(FieldNote.DriftSensitivity::label));
      card.ask("Importance", note.importance().map(EstimateText::of));
      card.made(made);
    }
    return card;
  }

  private void ask(String label, Optional<String> answer) {
    items.put(label, answer);
  }

  private void declared() {
    ask("Type", Optional.of(field.type().toString()));
    ask("Role", Optional.of(field.role().toString()));
    ask("May be missing", Optional.of(field.optional() ? "yes" : "no"));
    if (field.type() == FieldType.NUMERIC || field.type() == FieldType.INTEGER) {
      ask("Unit", field.unit());
    }
    field.zone().ifPresent(z -> ask("Zone", Optional.of(z.getId())));
  }

  private void measured() {
    ask("Missing in training", missingShare());
    Optional<String> range = Optional.ofNullable(profile).map(p -> new FieldSketch(p).range());
    ask("Range", note.hidesValues() ? range.map(r -> "not shown: personal") : range);
  }

  /** Values of a personal field stand in the names of inputs too, for example of one-hot ones. */
  private void made(List<String> made) {
    if (made.isEmpty()) {
      return;
    }
    String some = String.join(", ", made.subList(0, Math.min(MOST_MADE, made.size())));
    String text =
        note.hidesValues()
            ? made.size() + " inputs of the model"
            : made.size() > MOST_MADE ? some + " and " + (made.size() - MOST_MADE) + " more" : some;
    ask("Inputs made from it", Optional.of(text));
  }

  Field field() {
    return field;
  }

  String name() {
    return field.name();
  }

  Map<String, Optional<String>> items() {
    return items;
  }

  List<String> missing() {
    return items.entrySet().stream()
        .filter(e -> e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  Optional<String> missingShare() {
    return Optional.ofNullable(profile)
        .filter(p -> p.total() > 0)
        .map(p -> EstimateText.percent(p.missing() / (double) p.total()));
  }

  void add(Section.Builder section) {
    DataTable.Builder table = DataTable.captioned("").words("Item", "Value");
    items.forEach(
        (label, answer) ->
            table.row(
                Cell.of(label),
                answer.map(Cell::of).orElse(Cell.of(ModelCard.NOT_STATED, Tone.WARNING))));
    section.table(table.build());
    if (profile != null && !note.hidesValues()) {
      new FieldSketch(profile).chart().ifPresent(section::chart);
    }
  }
}
