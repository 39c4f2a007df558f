package io.millwright.report.render;

import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.KeyFigures;
import io.millwright.report.Paragraph;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as Markdown with GitHub's tables, for pull requests and wikis.
 *
 * <p>Charts become tables of at most {@value #MOST_ROWS} evenly spaced rows, and say how many there
 * are. Every text of the report is escaped, so that nothing in it is a heading, a link, HTML or the
 * end of a cell. Equal reports give equal bytes. Thread-safe: yes, no state.
 */
public final class MarkdownReport {

  /** The most rows shown of a chart's numbers. */
  public static final int MOST_ROWS = 20;

  private final StringBuilder out = new StringBuilder();

  private MarkdownReport() {}

  /** The report as Markdown. */
  public static String render(Report report) {
    MarkdownReport page = new MarkdownReport();
    page.heading(1, report.title());
    if (!report.subtitle().isEmpty()) {
      page.part(MarkdownText.block(report.subtitle()));
    }
    for (Section section : report.sections()) {
      page.heading(2, section.heading());
      section
          .blocks()
          .forEach(block -> block.match(page::text, page::figures, page::table, page::chart));
    }
    return page.out.toString();
  }

  /**
   * Writes the Markdown as UTF-8, whole or not at all.
   *
   * @throws IOException if it cannot be written; an earlier file then stays as it was
   */
  public static void write(Report report, Path file) throws IOException {
    WholeFile.write(file, render(report));
  }

  private MarkdownReport heading(int level, String text) {
    return part("#".repeat(level) + " " + MarkdownText.inline(text));
  }

  private MarkdownReport part(String markdown) {
    if (out.length() > 0) {
      out.append('\n');
    }
    out.append(markdown).append('\n');
    return this;
  }

  private MarkdownReport text(Paragraph paragraph) {
    String text = MarkdownText.block(paragraph.text());
    return part(
        paragraph.tone() == Tone.NEUTRAL
            ? text
            : "> " + mark(paragraph.tone()) + text.replace("\n", "\n> "));
  }

  private MarkdownReport figures(KeyFigures figures) {
    DataTable.Builder table =
        DataTable.captioned("").words("Figure").numbers("Value").words("Note");
    for (KeyFigure figure : figures.figures()) {
      table.row(
          DataTable.Cell.of(figure.label()),
          DataTable.Cell.of(figure.value(), figure.tone()),
          DataTable.Cell.of(figure.note()));
    }
    return rows(table.build());
  }

  private MarkdownReport table(DataTable table) {
    if (!table.caption().isBlank()) {
      part("**" + MarkdownText.inline(table.caption()) + "**");
    }
    return rows(table);
  }

  private MarkdownReport chart(Chart chart) {
    heading(3, chart.title());
    if (!chart.note().isBlank()) {
      part(MarkdownText.block(chart.note()));
    }
    for (DataTable numbers : ChartNumbers.of(chart)) {
      List<List<DataTable.Cell>> all = numbers.rows();
      if (all.size() > MOST_ROWS) {
        part(MOST_ROWS + " of " + all.size() + " rows, evenly spaced:");
      }
      table(new DataTable(numbers.caption(), numbers.columns(), sample(all)));
    }
    return this;
  }

  private static <T> List<T> sample(List<T> all) {
    if (all.size() <= MOST_ROWS) {
      return all;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < MOST_ROWS; i++) {
      some.add(all.get((int) ((long) i * (all.size() - 1) / (MOST_ROWS - 1))));
    }
    return some;
  }

  private MarkdownReport rows(DataTable table) {
    StringBuilder lines = new StringBuilder("|");
    StringBuilder rule = new StringBuilder("|");
    for (DataTable.Column column : table.columns()) {
      lines.append(' ').append(MarkdownText.inline(column.name())).append(" |");
      rule.append(
          switch (column.align()) {
            case LEFT -> " --- |";
            case CENTER -> " :---: |";
            case RIGHT -> " ---: |";
          });
    }
    lines.append('\n').append(rule);
    for (List<DataTable.Cell> row : table.rows()) {
      lines.append("\n|");
      for (DataTable.Cell cell : row) {
        String text = mark(cell.tone()) + MarkdownText.inline(cell.text());
        lines.append(' ').append(text).append(text.isEmpty() ? "|" : " |");
      }
    }
    return part(lines.toString());
  }

  private static String mark(Tone tone) {
    return switch (tone) {
      case NEUTRAL -> "";
      case GOOD -> "✓ ";
      case WARNING -> "⚠ ";
      case BAD -> "✕ ";
    };
  }
}
