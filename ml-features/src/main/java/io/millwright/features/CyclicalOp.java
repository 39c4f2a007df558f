package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.List;

/** A {@link CyclicalTransform} bound to a schema; calendar parts are looked up in tables. */
final class CyclicalOp extends Op {

  static final String ID = "cyclical";

  private static final double TURN = 2 * Math.PI;

  private final Source source;
  private final double period;
  private final boolean centre;
  private final boolean indicator;
  private final NumberReader reader;

  /** Sine and cosine by {@code part - first}; the second table of DAY_OF_YEAR is for leap years. */
  private final double[][] sines = new double[2][];

  private final double[][] cosines = new double[2][];

  CyclicalOp(Schema schema, Source source, double period, boolean centre, boolean indicator) {
    this.source = source;
    this.period = period;
    this.centre = centre;
    this.indicator = indicator;
    this.reader =
        source
            .part()
            .map(part -> phaseReader(new TimeField(schema, source.field()), part))
            .orElseGet(() -> source.reader(schema, Source.NonFinite.REFUSE));
    source.part().ifPresent(this::fillTables);
  }

  private void fillTables(CalendarPart part) {
    for (int table = 0; table < 2; table++) {
      int units = part == CalendarPart.DAY_OF_YEAR ? part.period() - 1 + table : part.period();
      sines[table] = new double[units];
      cosines[table] = new double[units];
      for (int i = 0; i < units; i++) {
        sines[table][i] = StrictMath.sin(TURN * i / units);
        cosines[table][i] = StrictMath.cos(TURN * i / units);
      }
    }
  }

  /** Position in the tables: {@code 2 * (part - first) + table}. */
  private static NumberReader phaseReader(TimeField time, CalendarPart part) {
    return row -> {
      if (time.isMissing(row)) {
        return Double.NaN;
      }
      long local = time.localSecond(row);
      int leap =
          part == CalendarPart.DAY_OF_YEAR && CivilDate.isLeap(CalendarPart.YEAR.of(local)) ? 1 : 0;
      return 2 * (part.of(local) - part.first()) + leap;
    };
  }

  double value(Row row) {
    return reader.read(row);
  }

  static List<String> names(Source source, boolean indicator) {
    List<String> names = new ArrayList<>();
    String suffix = "(" + source.name() + ")";
    names.add("sin" + suffix);
    names.add("cos" + suffix);
    if (indicator) {
      names.add(FeatureNames.slot(source.name(), FeatureNames.MISSING));
    }
    return names;
  }

  @Override
  List<Feature> features() {
    return names(source, indicator).stream().map(n -> new Feature(n, source.fields())).toList();
  }

  @Override
  int events(Row row) {
    return Double.isNaN(reader.read(row)) && centre ? FeatureEvent.IMPUTED.bit() : 0;
  }

  @Override
  void apply(Row row, double[] out, int at) {
    double x = reader.read(row);
    boolean missing = Double.isNaN(x);
    if (missing) {
      out[at] = centre ? 0 : Double.NaN;
      out[at + 1] = out[at];
    } else if (source.part().isPresent()) {
      int code = (int) x;
      out[at] = sines[code & 1][code >> 1];
      out[at + 1] = cosines[code & 1][code >> 1];
    } else {
      putAngle(x, out, at);
    }
    if (indicator) {
      out[at + 2] = missing ? 1 : 0;
    }
  }

  /**
   * Sine and cosine of {@code x / period} turns. The remainder is exact, so that a huge x keeps its
   * angle; the angle is then taken from the nearest quarter turn, so that it is at most π/4.
   */
  private void putAngle(double x, double[] out, int at) {
    double turns = x % period / period;
    double quarter = StrictMath.rint(4 * turns);
    double angle = TURN * (turns - quarter / 4);
    double sine = SmallAngle.sine(angle);
    double cosine = SmallAngle.cosine(angle);
    switch ((int) quarter & 3) {
      case 0 -> put(out, at, sine, cosine);
      case 1 -> put(out, at, cosine, 0 - sine);
      case 2 -> put(out, at, 0 - sine, 0 - cosine);
      default -> put(out, at, 0 - cosine, sine);
    }
  }

  private static void put(double[] out, int at, double sine, double cosine) {
    out[at] = sine;
    out[at + 1] = cosine;
  }

  @Override
  String describe() {
    return "sin and cos of "
        + source.name()
        + source.part().map(p -> "").orElse(" / " + period)
        + (centre ? "; missing becomes (0, 0)" : "")
        + (indicator ? "; with a missing indicator" : "");
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID);
    source.write(node.putObject("source"));
    node.put("period", period).put("centre", centre).put("indicator", indicator);
  }

  static CyclicalOp read(JsonPart json, Schema schema) {
    json.only("op", "source", "period", "centre", "indicator");
    Source source = Source.read(json.object("source"), schema);
    double period = json.positive("period");
    boolean fits =
        source.part().map(p -> p.isCyclic() && p.period() == period).orElse(true)
            && (source.kind() == Source.Kind.FIELD || source.kind() == Source.Kind.CALENDAR);
    if (!fits) {
      throw json.fault("'source' must be a field, or a cyclic part with its own period.");
    }
    return new CyclicalOp(schema, source, period, json.flag("centre"), json.flag("indicator"));
  }
}
