package io.millwright.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A captioned table of text cells.
 *
 * <p>Numbers arrive written as text; {@link NumberText} writes them alike everywhere. Thread-safe:
 * yes, immutable.
 *
 * @param caption what the table shows; empty for none
 * @param columns at least one, each name once
 * @param rows one cell per column in every row; may be empty
 */
public record DataTable(String caption, List<Column> columns, List<List<Cell>> rows)
    implements Block {

  /** Checks that every row has one cell per column. */
  public DataTable {
    Objects.requireNonNull(caption, "caption");
    columns = List.copyOf(columns);
    String subject = Checks.named("Table", caption);
    Checks.atLeastOne("Columns of " + subject, columns, "Add a column.");
    Checks.unique("Column names of " + subject, columns.stream().map(Column::name).toList());
    rows = rows.stream().map(List::copyOf).toList();
    for (int row = 0; row < rows.size(); row++) {
      int cells = rows.get(row).size();
      if (cells != columns.size()) {
        throw new IllegalArgumentException(
            subject
                + " must have one cell per column, "
                + columns.size()
                + "; was "
                + cells
                + " (row "
                + (row + 1)
                + "). Write Cell.empty() where there is no value.");
      }
    }
  }

  /** Starts a table of this caption; an empty caption means none. */
  public static Builder captioned(String caption) {
    return new Builder(Objects.requireNonNull(caption, "caption"));
  }

  @Override
  public <T> T match(
      Function<? super Paragraph, ? extends T> paragraph,
      Function<? super KeyFigures, ? extends T> figures,
      Function<? super DataTable, ? extends T> table,
      Function<? super Chart, ? extends T> chart) {
    return table.apply(this);
  }

  /** Where the cells of a column stand. */
  public enum Align {
    /** At the left, for words. */
    LEFT,
    /** In the middle, for marks. */
    CENTER,
    /** At the right, for numbers. */
    RIGHT
  }

  /**
   * A column.
   *
   * @param name its heading, not blank
   * @param align where its cells stand
   */
  public record Column(String name, Align align) {

    /** Checks that there is a name. */
    public Column {
      Checks.filled("Column name", name);
      Objects.requireNonNull(align, "align");
    }
  }

  /**
   * A cell.
   *
   * @param text what it says; empty where there is no value
   * @param tone how to take it
   */
  public record Cell(String text, Tone tone) {

    /** Checks that nothing is null. */
    public Cell {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(tone, "tone");
    }

    /** A cell in neutral tone. */
    public static Cell of(String text) {
      return new Cell(text, Tone.NEUTRAL);
    }

    /** A cell in this tone. */
    public static Cell of(String text, Tone tone) {
      return new Cell(text, tone);
    }

    /** A number with four significant digits, in neutral tone. */
    public static Cell of(double value) {
      return of(NumberText.of(value));
    }

    /** A whole number with thousands separators, in neutral tone. */
    public static Cell of(long value) {
      return of(NumberText.of(value));
    }

    /** A cell without a value. */
    public static Cell empty() {
      return of("");
    }
  }

  /** Collects columns, then rows; single use, not thread-safe. */
  public static final class Builder {

    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private Builder(String caption) {
      this.caption = caption;
    }

    /** Adds columns of words, at the left. */
    public Builder words(String... names) {
      return columns(Align.LEFT, names);
    }

    /** Adds columns of numbers, at the right. */
    public Builder numbers(String... names) {
      return columns(Align.RIGHT, names);
    }

    /** Adds columns that stand as said. */
    public Builder columns(Align align, String... names) {
      for (String name : names) {
        columns.add(new Column(name, align));
      }
      return this;
    }

    /** Adds a row of neutral cells, one per column. */
    public Builder row(String... cells) {
      rows.add(Arrays.stream(cells).map(Cell::of).toList());
      return this;
    }

    /** Adds a row, one cell per column. */
    public Builder row(Cell... cells) {
      return row(List.of(cells));
    }

    /** Adds a row, one cell per column. */
    public Builder row(List<Cell> cells) {
      rows.add(List.copyOf(cells));
      return this;
    }

    /** The finished table. */
    public DataTable build() {
      return new DataTable(caption, columns, rows);
    }
  }
}
