package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strings that match a regular expression as a whole, within a bounded number of steps.
 *
 * <p>A step is a character that the matcher looks at. A value that is too long, or on which the
 * steps or the stack run out, is undecided: backtracking that would take years ends in
 * milliseconds.
 */
final class PatternRule implements RowRule {

  static final int MOST_REGEX = 1_000;
  private static final int MOST_CHARACTERS = 10_000;
  private static final int MOST_STEPS = 200_000;

  private final String field;
  private final Pattern pattern;

  PatternRule(String field, Pattern pattern) {
    this.field = field;
    this.pattern = pattern;
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.MATCHES;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    List<String> faults =
        new ArrayList<>(Rule.suits("matches", field, types, FieldType.CATEGORICAL, FieldType.TEXT));
    if (pattern.pattern().length() > MOST_REGEX) {
      faults.add(
          "Regular expression of matches("
              + field
              + ") must be at most "
              + MOST_REGEX
              + " characters; was "
              + pattern.pattern().length()
              + ".");
    } else if (Repetitions.demanded(pattern.pattern()) > Repetitions.MOST) {
      faults.add(
          "Regular expression of matches("
              + field
              + ") must demand at most "
              + Repetitions.MOST
              + " repetitions of groups, nested ones multiplied; demands more.");
    }
    return faults;
  }

  @Override
  public Judge over(Column column) {
    return row -> judge(column.string(row));
  }

  private Judgement judge(String value) {
    if (value.length() > MOST_CHARACTERS) {
      return Judgement.UNDECIDED;
    }
    try {
      return Judgement.of(pattern.matcher(new Counted(value)).matches());
    } catch (OutOfStepsException | StackOverflowError e) {
      return Judgement.UNDECIDED;
    }
  }

  @Override
  public void write(ObjectNode node) {
    node.put("regex", pattern.pattern()).put("flags", pattern.flags());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PatternRule that
        && field.equals(that.field)
        && pattern.pattern().equals(that.pattern.pattern())
        && pattern.flags() == that.pattern.flags();
  }

  @Override
  public int hashCode() {
    return 31 * field.hashCode() + pattern.pattern().hashCode();
  }

  /** A string that can be looked at so many times only. */
  private static final class Counted implements CharSequence {

    private final String text;
    private int left = MOST_STEPS;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (left-- == 0) {
        throw new OutOfStepsException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Ends a match; never leaves this class, so it carries no stack. */
  private static final class OutOfStepsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfStepsException() {
      super("out of steps", null, false, false);
    }
  }
}
