package io.millwright.eval.card;

import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.Tone;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The fields of a document: who answered which, and which nobody did. Immutable. */
final class Answers<F extends Enum<F>> {

  static final String NOT_STATED = "NOT STATED";

  /** Who answered; evidence prevails over people, people over the brief. */
  enum Origin {
    EVIDENCE("evidence"),
    BRIEF("problem brief"),
    PEOPLE("stated");

    private final String label;

    Origin(String label) {
      this.label = label;
    }
  }

  private record Answer(String text, Origin origin) {}

  private final List<F> fields;
  private final Map<F, Answer> answers;

  private Answers(Class<F> type, Map<F, Answer> answers) {
    this.fields = Arrays.asList(type.getEnumConstants());
    this.answers = answers;
  }

  Optional<String> text(F field) {
    return Optional.ofNullable(answers.get(field)).map(Answer::text);
  }

  List<F> missing() {
    return fields.stream().filter(f -> !answers.containsKey(f)).toList();
  }

  double share() {
    return (double) answers.size() / fields.size();
  }

  int size() {
    return fields.size();
  }

  DataTable table(List<F> some, Function<F, String> label) {
    DataTable.Builder table = DataTable.captioned("").words("Field", "Value", "From");
    for (F field : some) {
      Answer answer = answers.get(field);
      Cell name = Cell.of(label.apply(field));
      if (answer == null) {
        table.row(name, Cell.of(NOT_STATED, Tone.WARNING), Cell.empty());
      } else {
        table.row(name, Cell.of(answer.text()), Cell.of(answer.origin().label));
      }
    }
    return table.build();
  }

  /** Collects what people state; single use. */
  static final class Draft<F extends Enum<F>> {

    private final Class<F> type;
    private final Map<F, String> stated;
    private final Faults faults = new Faults();

    Draft(Class<F> type) {
      this.type = type;
      this.stated = new EnumMap<>(type);
    }

    Faults faults() {
      return faults;
    }

    void state(F field, String text) {
      Objects.requireNonNull(text, "text");
      faults.addIf(text.isBlank(), "Field " + field + " must have a text; was blank.");
      faults.addIf(
          stated.putIfAbsent(field, text) != null,
          "Field " + field + " must be stated once; was twice.");
    }

    Answers<F> answers(Map<F, String> evidence, Map<F, String> brief, Predicate<F> evidenceOnly) {
      Map<F, Answer> answers = new EnumMap<>(type);
      brief.forEach((f, text) -> answers.put(f, new Answer(text, Origin.BRIEF)));
      stated.forEach(
          (f, text) -> {
            faults.addIf(
                evidenceOnly.test(f) || evidence.containsKey(f),
                "Field "
                    + f
                    + " must come from evidence; was stated. Remove the statement and give the"
                    + " facts.");
            answers.put(f, new Answer(text, Origin.PEOPLE));
          });
      evidence.forEach((f, text) -> answers.put(f, new Answer(text, Origin.EVIDENCE)));
      return new Answers<>(type, answers);
    }
  }
}
