package io.millwright.report.render;

import io.millwright.report.Block;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.KeyFigure;
import io.millwright.report.KeyFigures;
import io.millwright.report.Paragraph;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.report.Tone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page template fills in: maps and lists of raw text, escaped by the template.
 *
 * <p>Every map has every name its part of the template asks for, so that the engine never looks for
 * a name in an outer part; a {@code false} means "leave this out".
 */
final class PageModel {

  /** From so many charts in a row on, they are drawn small, to be compared at a glance. */
  private static final int SMALL_FROM = 6;

  private int charts;

  private PageModel() {}

  static Map<String, Object> of(Report report) {
    return new PageModel().page(report);
  }

  private Map<String, Object> page(Report report) {
    List<Map<String, Object>> sections = new ArrayList<>();
    for (Section section : report.sections()) {
      sections.add(
          Map.of(
              "number",
              sections.size() + 1,
              "heading",
              section.heading(),
              "groups",
              groups(section.blocks())));
    }
    return Map.of("title", report.title(), "subtitle", report.subtitle(), "sections", sections);
  }

  /** Charts that follow each other become one group, everything else stands alone. */
  private List<Map<String, Object>> groups(List<Block> blocks) {
    List<Map<String, Object>> groups = new ArrayList<>();
    List<Map<String, Object>> row = new ArrayList<>();
    for (Block block : blocks) {
      if (block instanceof Chart chart) {
        row.add(chart(chart));
      } else {
        endRow(groups, row);
        row = new ArrayList<>();
        groups.add(
            block.<Map<String, Object>>match(
                paragraph -> group("paragraph", paragraph(paragraph)),
                figures -> group("figures", figures(figures)),
                table -> group("table", table(table, table.caption(), "Table")),
                PageModel::unexpected));
      }
    }
    endRow(groups, row);
    return groups;
  }

  private static Map<String, Object> unexpected(Chart chart) {
    throw new IllegalStateException("Chart must be in a row of charts; was not: " + chart);
  }

  private static void endRow(List<Map<String, Object>> groups, List<Map<String, Object>> row) {
    if (!row.isEmpty()) {
      groups.add(group("charts", Map.of("size", size(row.size()), "each", row)));
    }
  }

  private static String size(int charts) {
    return charts == 1 ? "single" : charts < SMALL_FROM ? "many" : "small";
  }

  private static Map<String, Object> group(String name, Map<String, Object> content) {
    Map<String, Object> group = new HashMap<>();
    for (String kind : List.of("paragraph", "figures", "table", "charts")) {
      group.put(kind, kind.equals(name) ? content : false);
    }
    return group;
  }

  private static Map<String, Object> paragraph(Paragraph paragraph) {
    boolean plain = paragraph.tone() == Tone.NEUTRAL;
    return toned(
        paragraph.tone(),
        Map.of(
            "text",
            paragraph.text(),
            "style",
            plain ? "text" : "callout " + tone(paragraph.tone())));
  }

  private static Map<String, Object> figures(KeyFigures figures) {
    return Map.of("each", figures.figures().stream().map(PageModel::figure).toList());
  }

  private static Map<String, Object> figure(KeyFigure figure) {
    return toned(
        figure.tone(),
        Map.of("label", figure.label(), "value", figure.value(), "note", figure.note()));
  }

  private static Map<String, Object> table(DataTable table, String caption, String label) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (DataTable.Column column : table.columns()) {
      columns.add(Map.of("name", column.name(), "align", align(column.align())));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<DataTable.Cell> row : table.rows()) {
      List<Map<String, Object>> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        DataTable.Cell cell = row.get(i);
        cells.add(
            toned(
                cell.tone(),
                Map.of("text", cell.text(), "align", align(table.columns().get(i).align()))));
      }
      rows.add(Map.of("cells", cells));
    }
    return Map.of(
        "caption",
        caption,
        "label",
        caption.isBlank() ? label : caption,
        "columns",
        columns,
        "rows",
        rows);
  }

  private Map<String, Object> chart(Chart chart) {
    charts++;
    return Map.of(
        "number",
        charts,
        "title",
        chart.title(),
        "note",
        chart.note(),
        "table",
        ChartNumbers.of(chart).stream()
            .map(table -> table(table, table.caption(), chart.title()))
            .toList());
  }

  private static Map<String, Object> toned(Tone tone, Map<String, Object> content) {
    Map<String, Object> all = new HashMap<>(content);
    all.put("tone", tone(tone));
    all.put(
        "mark",
        switch (tone) {
          case NEUTRAL -> "";
          case GOOD -> "✓";
          case WARNING -> "!";
          case BAD -> "✕";
        });
    all.put("word", tone(tone));
    return all;
  }

  private static String tone(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  private static String align(DataTable.Align align) {
    return align.name().toLowerCase(Locale.ROOT);
  }
}
