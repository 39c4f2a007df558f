package io.millwright.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The tree that {@link ReportJson} writes. */
final class ReportWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReportWriter() {}

  static ObjectNode report(Report report) {
    ObjectNode node = NODES.objectNode();
    node.put("version", ReportJson.VERSION);
    node.put("title", report.title());
    node.put("subtitle", report.subtitle());
    ArrayNode sections = node.putArray("sections");
    for (Section section : report.sections()) {
      ObjectNode each = sections.addObject();
      each.put("heading", section.heading());
      ArrayNode blocks = each.putArray("blocks");
      section
          .blocks()
          .forEach(
              block ->
                  blocks.add(
                      block.<ObjectNode>match(
                          ReportWriter::paragraph,
                          ReportWriter::figures,
                          ReportWriter::table,
                          ReportWriter::chart)));
    }
    return node;
  }

  private static ObjectNode block(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static ObjectNode paragraph(Paragraph paragraph) {
    return block("text").put("text", paragraph.text()).put("tone", paragraph.tone().name());
  }

  private static ObjectNode figures(KeyFigures figures) {
    ObjectNode node = block("figures");
    ArrayNode all = node.putArray("figures");
    for (KeyFigure figure : figures.figures()) {
      all.addObject()
          .put("label", figure.label())
          .put("value", figure.value())
          .put("note", figure.note())
          .put("tone", figure.tone().name());
    }
    return node;
  }

  private static ObjectNode table(DataTable table) {
    ObjectNode node = block("table").put("caption", table.caption());
    ArrayNode columns = node.putArray("columns");
    for (DataTable.Column column : table.columns()) {
      columns.addObject().put("name", column.name()).put("align", column.align().name());
    }
    ArrayNode rows = node.putArray("rows");
    for (List<DataTable.Cell> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      for (DataTable.Cell cell : row) {
        cells.addObject().put("text", cell.text()).put("tone", cell.tone().name());
      }
    }
    return node;
  }

  private static ObjectNode chart(Chart chart) {
    ObjectNode node = block("chart");
    node.put("kind", chart.kind().name()).put("title", chart.title()).put("note", chart.note());
    node.set("x", axis(chart.x()));
    node.set("y", axis(chart.y()));
    chart.categories().forEach(node.putArray("categories")::add);
    node.set("edges", numbers(chart.edges()));
    ArrayNode series = node.putArray("series");
    for (Series each : chart.series()) {
      ArrayNode points = series.addObject().put("name", each.name()).putArray("points");
      each.points().forEach(point -> points.add(point(point)));
    }
    ArrayNode lines = node.putArray("lines");
    for (ReferenceLine line : chart.lines()) {
      lines.addObject().put("label", line.label()).put("at", line.at()).put("on", line.on().name());
    }
    node.put("diagonal", chart.hasDiagonal());
    node.putNull("distribution");
    chart.distribution().ifPresent(bins -> node.set("distribution", bins(bins)));
    return node;
  }

  private static ObjectNode axis(Axis axis) {
    ObjectNode node = NODES.objectNode().put("title", axis.title());
    node.set("low", number(axis.low()));
    node.set("high", number(axis.high()));
    return node.put("scale", axis.scale().name());
  }

  private static ObjectNode bins(Bins bins) {
    ObjectNode node = NODES.objectNode().put("name", bins.name());
    node.set("edges", numbers(bins.edges()));
    node.set("counts", numbers(bins.counts()));
    return node;
  }

  private static ArrayNode point(Point point) {
    ArrayNode node = NODES.arrayNode().add(point.x()).add(number(point.y()));
    return point.hasInterval() ? node.add(point.low()).add(point.high()) : node;
  }

  private static ArrayNode numbers(List<Double> values) {
    ArrayNode node = NODES.arrayNode();
    values.forEach(node::add);
    return node;
  }

  private static com.fasterxml.jackson.databind.JsonNode number(double value) {
    return Double.isNaN(value) ? NODES.nullNode() : NODES.numberNode(value);
  }
}
