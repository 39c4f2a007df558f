package io.millwright.quality;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.quality.internal.FirstRows;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the strings of one column are built: {@code cells} counts those that are not blank, {@code
 * odd} those unlike most in kind (number, date, word), date format or shape.
 */
record Formats(long cells, long odd, List<QualityFault> faults) {

  /** What a string looks like; the order decides ties. */
  private enum Kindred {
    WORD,
    NUMBER,
    DATE
  }

  /** A kind with its format; shape is of words and dates. */
  private record Form(Kindred kind, String shape) {}

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+([.,]\\d+)?|\\d{1,3}([.,' ]\\d{3})+([.,]\\d+)?)( ?%)?");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}([ T]\\d.*)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("\\d{1,2}([-/.])\\d{1,2}\\1\\d{4}([ T]\\d.*)?");
  private static final int LONGEST = 40;
  private static final int MOST_FORMS = 1_000;
  private static final int ENOUGH_FOR_SHAPE = 20;
  private static final double SHAPE_SHARE = 0.95;
  private static final Form OTHER = new Form(Kindred.WORD, "");

  static Formats of(String field, Column column, IntToLongFunction rowNumber) {
    return new Finder(field, column, rowNumber).find();
  }

  private static @Nullable Form form(String value) {
    String text = value.strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() > LONGEST) {
      return OTHER;
    }
    if (NUMBER.matcher(text).matches()) {
      return new Form(Kindred.NUMBER, "");
    }
    Matcher first = YEAR_FIRST.matcher(text);
    if (first.matches()) {
      return new Form(Kindred.DATE, "y" + first.group(1));
    }
    Matcher last = YEAR_LAST.matcher(text);
    return last.matches()
        ? new Form(Kindred.DATE, last.group(1) + "y")
        : new Form(Kindred.WORD, shape(text));
  }

  /** Letters become A, digits 9, blanks one blank, runs one character; the rest stays. */
  static String shape(String text) {
    StringBuilder shape = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isLetter(c) ? 'A' : Character.isDigit(c) ? '9' : c)
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .forEach(
            c -> {
              boolean run = c == 'A' || c == '9' || c == ' ';
              int last = shape.length() - 1;
              if (!run || last < 0 || shape.charAt(last) != c) {
                shape.appendCodePoint(c);
              }
            });
    return shape.toString();
  }

  /** The search in one column. */
  private static final class Finder {

    private final String field;
    private final IntToLongFunction rowNumber;
    private final List<@Nullable Form> forms = new ArrayList<>();
    private final Map<Form, Long> counts = new HashMap<>();
    private long cells;

    Finder(String field, Column column, IntToLongFunction rowNumber) {
      this.field = field;
      this.rowNumber = rowNumber;
      Map<Integer, Optional<Form>> known = new HashMap<>();
      for (int row = 0; row < column.size(); row++) {
        Form form = column.isMissing(row) ? null : form(column, row, known);
        if (form != null) {
          form = counts.size() < MOST_FORMS || counts.containsKey(form) ? form : OTHER;
          counts.merge(form, 1L, Long::sum);
          cells++;
        }
        forms.add(form);
      }
    }

    private static @Nullable Form form(Column column, int row, Map<Integer, Optional<Form>> known) {
      return column instanceof CategoricalColumn categories
          ? known
              .computeIfAbsent(
                  categories.code(row), c -> Optional.ofNullable(Formats.form(column.string(row))))
              .orElse(null)
          : Formats.form(column.string(row));
    }

    Formats find() {
      List<QualityFault> faults = new ArrayList<>();
      if (cells == 0) {
        return new Formats(0, 0, faults);
      }
      Kindred main = mainKind();
      long odd =
          fault(
              faults,
              Kind.MIXED_TYPES,
              "holds several kinds of values (numbers, dates, words)",
              f -> f.kind() != main);
      odd += dates(faults, main);
      if (odd == 0) {
        odd = shapes(faults);
      }
      return new Formats(cells, odd, faults);
    }

    private Kindred mainKind() {
      Map<Kindred, Long> kinds = new EnumMap<>(Kindred.class);
      counts.forEach((form, count) -> kinds.merge(form.kind(), count, Long::sum));
      Kindred main = Kindred.WORD;
      for (Kindred kind : Kindred.values()) {
        main = kinds.getOrDefault(kind, 0L) > kinds.getOrDefault(main, 0L) ? kind : main;
      }
      return main;
    }

    /** Cells that are counted for another reason already count here only if dates prevail. */
    private long dates(List<QualityFault> faults, Kindred main) {
      Form usual = mostFrequent(f -> f.kind() == Kindred.DATE).orElse(OTHER);
      long odd =
          fault(
              faults,
              Kind.MIXED_DATE_FORMATS,
              "holds dates in several formats",
              f -> f.kind() == Kindred.DATE && !f.equals(usual));
      return main == Kindred.DATE ? odd : 0;
    }

    private long shapes(List<QualityFault> faults) {
      Form usual = mostFrequent(f -> true).orElse(OTHER);
      long count = counts.getOrDefault(usual, 0L);
      boolean telling = usual.shape().indexOf('9') >= 0 && usual.kind() == Kindred.WORD;
      return telling && cells >= ENOUGH_FOR_SHAPE && count >= SHAPE_SHARE * cells
          ? fault(
              faults,
              Kind.ODD_FORMATS,
              "holds strings built unlike nearly all others",
              f -> !f.equals(usual))
          : 0;
    }

    private Optional<Form> mostFrequent(Predicate<Form> among) {
      return counts.entrySet().stream()
          .filter(e -> among.test(e.getKey()))
          .max(
              Map.Entry.<Form, Long>comparingByValue()
                  .thenComparing(e -> e.getKey().shape(), Comparator.reverseOrder())
                  .thenComparing(e -> e.getKey().kind(), Comparator.reverseOrder()))
          .map(Map.Entry::getKey);
    }

    private long fault(List<QualityFault> faults, Kind kind, String what, Predicate<Form> isOdd) {
      FirstRows rows = new FirstRows();
      long odd = 0;
      for (int row = 0; row < forms.size(); row++) {
        Form form = forms.get(row);
        if (form != null && isOdd.test(form)) {
          odd++;
          rows.add(rowNumber.applyAsLong(row));
        }
      }
      if (odd > 0) {
        String text =
            "Field '" + field + "' " + what + "; " + odd + " of " + cells + " are the odd ones.";
        faults.add(QualityFault.of(kind, field, text).at(rows.list()));
      }
      return odd;
    }
  }
}
