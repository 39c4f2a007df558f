package io.millwright.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/** Reads the tree that {@link ReportWriter} made; refuses everything else. */
final class ReportReader {

  private ReportReader() {}

  static Report report(JsonNode root) {
    Fields fields = new Fields("report", root);
    int version = fields.integer("version");
    if (version != ReportJson.VERSION) {
      throw new ReportFormatException(
          "Report version must be "
              + ReportJson.VERSION
              + "; was "
              + version
              + ". Read it with the release that wrote it, or a newer one.");
    }
    Report report =
        new Report(
            fields.text("title"),
            fields.text("subtitle"),
            fields.list("sections", ReportReader::section));
    fields.end();
    return report;
  }

  private static Section section(JsonNode node) {
    Fields fields = new Fields("section", node);
    Section section =
        new Section(fields.text("heading"), fields.list("blocks", ReportReader::block));
    fields.end();
    return section;
  }

  private static Block block(JsonNode node) {
    Fields fields = new Fields("block", node);
    String type = fields.text("type");
    Block block =
        switch (type) {
          case "text" -> new Paragraph(fields.text("text"), fields.word("tone", Tone.class));
          case "figures" -> new KeyFigures(fields.list("figures", ReportReader::figure));
          case "table" ->
              new DataTable(
                  fields.text("caption"),
                  fields.list("columns", ReportReader::column),
                  fields.list("rows", row -> Fields.elements("row", row, ReportReader::cell)));
          case "chart" -> chart(fields);
          default ->
              throw new ReportFormatException(
                  "Block type must be text, figures, table or chart; was another one. Write it again.");
        };
    fields.end();
    return block;
  }

  private static KeyFigure figure(JsonNode node) {
    Fields fields = new Fields("figure", node);
    KeyFigure figure =
        new KeyFigure(
            fields.text("label"),
            fields.text("value"),
            fields.text("note"),
            fields.word("tone", Tone.class));
    fields.end();
    return figure;
  }

  private static DataTable.Column column(JsonNode node) {
    Fields fields = new Fields("column", node);
    DataTable.Column column =
        new DataTable.Column(fields.text("name"), fields.word("align", DataTable.Align.class));
    fields.end();
    return column;
  }

  private static DataTable.Cell cell(JsonNode node) {
    Fields fields = new Fields("cell", node);
    DataTable.Cell cell = new DataTable.Cell(fields.text("text"), fields.word("tone", Tone.class));
    fields.end();
    return cell;
  }

  private static Chart chart(Fields fields) {
    return new Chart(
        new Chart.Parts(
            fields.word("kind", Chart.Kind.class),
            Checks.filled("Chart title", fields.text("title")),
            fields.text("note"),
            axis(fields.node("x")),
            axis(fields.node("y")),
            fields.list("categories", each -> Fields.text("category", each)),
            fields.list("edges", each -> Fields.number("edge", each)),
            fields.list("series", ReportReader::series),
            fields.list("lines", ReportReader::line),
            fields.flag("diagonal"),
            distribution(fields.node("distribution"))));
  }

  private static Axis axis(JsonNode node) {
    Fields fields = new Fields("axis", node);
    Axis axis =
        new Axis(
            fields.text("title"),
            Fields.numberOrMissing("low", fields.node("low")),
            Fields.numberOrMissing("high", fields.node("high")),
            fields.word("scale", Axis.Scale.class));
    fields.end();
    return axis;
  }

  private static Series series(JsonNode node) {
    Fields fields = new Fields("series", node);
    Series series = new Series(fields.text("name"), fields.list("points", ReportReader::point));
    fields.end();
    return series;
  }

  private static Point point(JsonNode node) {
    List<Double> numbers =
        Fields.elements("point", node, each -> Fields.numberOrMissing("point", each));
    if (numbers.size() != 2 && numbers.size() != 4) {
      throw new ReportFormatException(
          "Point must have 2 or 4 numbers; was " + numbers.size() + ". Write it again.");
    }
    boolean interval = numbers.size() == 4;
    return new Point(
        numbers.get(0),
        numbers.get(1),
        interval ? numbers.get(2) : Double.NaN,
        interval ? numbers.get(3) : Double.NaN);
  }

  private static ReferenceLine line(JsonNode node) {
    Fields fields = new Fields("line", node);
    ReferenceLine line =
        new ReferenceLine(
            fields.text("label"),
            Fields.number("at", fields.node("at")),
            fields.word("on", ReferenceLine.On.class));
    fields.end();
    return line;
  }

  private static List<Bins> distribution(JsonNode node) {
    if (node.isNull()) {
      return List.of();
    }
    Fields fields = new Fields("distribution", node);
    Function<JsonNode, Double> number = each -> Fields.number("bins", each);
    Bins bins =
        new Bins(fields.text("name"), fields.list("edges", number), fields.list("counts", number));
    fields.end();
    return List.of(bins);
  }
}
