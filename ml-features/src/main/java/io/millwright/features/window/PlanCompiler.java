package io.millwright.features.window;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns definitions into lanes, series, aggregates and measures, sharing what several features
 * need. Read-only once constructed.
 */
final class PlanCompiler {

  final List<Lane> lanes = new ArrayList<>();
  final List<Boolean> current = new ArrayList<>();
  final List<Span> spans = new ArrayList<>();
  final List<SeriesPlan> series = new ArrayList<>();
  final List<Aggregate> aggregates = new ArrayList<>();
  final List<Boolean> spreads = new ArrayList<>();
  final List<Measure> measures = new ArrayList<>();
  final List<Boolean> texts = new ArrayList<>();

  private final Schema schema;
  private final String eventTime;

  PlanCompiler(Schema schema, String eventTime, List<WindowFeature> features) {
    this.schema = schema;
    this.eventTime = eventTime;
    features.forEach(this::add);
  }

  private void add(WindowFeature feature) {
    Shape shape = feature.shape();
    if (shape instanceof Shape.Holiday holiday) {
      put(new Measures.OfDay(holiday), false);
      return;
    }
    boolean event = shape instanceof Shape.Since;
    String field = feature.field(eventTime);
    boolean text = schema.field(field).type() == FieldType.CATEGORICAL;
    if (shape instanceof Shape.Lead) {
      put(new Measures.Ahead(), text);
      return;
    }
    Lane lane = Lane.of(schema, field, event, text, feature.equal());
    int at = indexOf(lane);
    current.set(at, current.get(at) || feature.inclusive());
    int where = seriesOf(feature, at);
    series.get(where).read(at, lane.isText());
    put(measure(new Place(where, at, lane.isText(), feature.inclusive()), shape), lane.isText());
  }

  private void put(Measure measure, boolean text) {
    measures.add(measure);
    texts.add(text);
  }

  private int indexOf(Lane lane) {
    if (!lanes.contains(lane)) {
      lanes.add(lane);
      current.add(false);
    }
    return lanes.indexOf(lane);
  }

  private int seriesOf(WindowFeature feature, int lane) {
    boolean delayed = feature.delay() > 0;
    SeriesPlan.Key key =
        new SeriesPlan.Key(feature.inclusive(), feature.delay(), delayed ? lane : -1);
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).key().equals(key)) {
        return i;
      }
    }
    series.add(new SeriesPlan(key));
    return series.size() - 1;
  }

  private record Place(int series, int lane, boolean text, boolean inclusive) {}

  private Measure measure(Place at, Shape shape) {
    SeriesPlan plan = series.get(at.series);
    if (shape instanceof Shape.Lag lag) {
      plan.keepRows(lag.rows());
      return new Measures.Lagged(at.series, ringLane(plan, at), at.text, lag.rows());
    }
    if (shape instanceof Shape.TimeLag lag) {
      return new Measures.TimeLagged(
          at.series, ringLane(plan, at), at.text, span(plan, lag.span()), lag.within());
    }
    if (shape instanceof Shape.Difference difference) {
      plan.keepRows(difference.rows() + 1L);
      return new Measures.Differenced(
          at.series, ringLane(plan, at), at.lane, difference.rows(), at.inclusive);
    }
    if (shape instanceof Shape.Roll roll) {
      return rolling(plan, at, roll);
    }
    if (shape instanceof Shape.Expand expand) {
      int aggregate = expanded(plan, at, expand.stat() == Stat.STD);
      return new Measures.Statistic(aggregate, expand.stat(), expand.minPeriods());
    }
    return running(plan, at, shape);
  }

  private Measure running(SeriesPlan plan, Place at, Shape shape) {
    Running state;
    if (shape instanceof Shape.Ewm ewm) {
      state =
          new Weighted(at.series, at.lane, plan.addNumbers(2), plan.addTime(), ewm, at.inclusive);
    } else if (shape instanceof Shape.Since) {
      state = new Measures.Since(at.series, at.lane, plan.addTime(), at.inclusive);
    } else if (at.text) {
      state = new Measures.FilledText(at.series, at.lane, plan.addText(), at.inclusive);
    } else {
      state = new Measures.Filled(at.series, at.lane, plan.addNumbers(1), at.inclusive);
    }
    plan.add(state);
    return (Measure) state;
  }

  private static int ringLane(SeriesPlan plan, Place at) {
    return at.text ? plan.ringText(at.lane) : plan.ringNumber(at.lane, false, false);
  }

  private int span(SeriesPlan plan, Span span) {
    plan.keep(span.nanos());
    if (!spans.contains(span)) {
      spans.add(span);
    }
    return spans.indexOf(span);
  }

  private Measure rolling(SeriesPlan plan, Place at, Shape.Roll roll) {
    @Nullable Span length = roll.span();
    int span = length == null ? -1 : span(plan, length);
    plan.keepRows(roll.rows());
    boolean median = roll.stat() == Stat.MEDIAN;
    boolean spread = roll.stat() == Stat.STD;
    int ringLane = plan.ringNumber(at.lane, !median, spread);
    Measures.Rolled range =
        new Measures.Rolled(at.series, ringLane, at.lane, roll.rows(), span, at.inclusive);
    if (median) {
      return new Measures.Median(range, plan.addMedian(ringLane), roll.minPeriods());
    }
    return new Measures.Statistic(aggregate(range, spread), roll.stat(), roll.minPeriods());
  }

  private int aggregate(Aggregate aggregate, boolean spread) {
    int at = aggregates.indexOf(aggregate);
    if (at < 0) {
      aggregates.add(aggregate);
      spreads.add(spread);
      return aggregates.size() - 1;
    }
    spreads.set(at, spreads.get(at) || spread);
    return at;
  }

  private int expanded(SeriesPlan plan, Place at, boolean spread) {
    for (int i = 0; i < aggregates.size(); i++) {
      if (aggregates.get(i) instanceof Measures.Expanded known
          && known.series() == at.series
          && known.lane() == at.lane) {
        if (spread) {
          plan.spreadTotal(known.total());
        }
        return aggregate(known, spread);
      }
    }
    Measures.Expanded total =
        new Measures.Expanded(at.series, at.lane, plan.addTotal(spread), at.inclusive);
    plan.add(total);
    return aggregate(total, spread);
  }
}
