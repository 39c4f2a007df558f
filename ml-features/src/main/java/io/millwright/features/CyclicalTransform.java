package io.millwright.features;

import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A point on the unit circle for something that comes round: two features, {@code sin} and {@code
 * cos} of {@code 2 pi x / period}, so that 23:00 and 00:00 are neighbours.
 *
 * <p>Of a calendar part, x counts from its first value (Monday, January and midnight are at angle
 * 0), in the field's zone; the period of DAY_OF_YEAR is the length of that year. Of a field, x is
 * its finite value. Missing gives NaN for both, unless {@link #missingAtCentre()}. Nothing is
 * learnt from rows. Immutable and thread-safe.
 */
public final class CyclicalTransform extends Transform {

  private final Source source;
  private final double period;
  private final boolean centre;
  private final boolean indicator;
  private final List<String> faults;

  private CyclicalTransform(
      Source source, double period, boolean centre, boolean indicator, List<String> faults) {
    this.source = source;
    this.period = period;
    this.centre = centre;
    this.indicator = indicator;
    this.faults = List.copyOf(faults);
  }

  static CyclicalTransform of(Source source, double period) {
    return new CyclicalTransform(source, period, false, false, List.of());
  }

  /** Missing gives (0, 0), which lies on no angle. */
  public CyclicalTransform missingAtCentre() {
    return new CyclicalTransform(source, period, true, indicator, with(centre, "missingAtCentre"));
  }

  /** A third feature that is 1 where the value was missing and 0 where not. */
  public CyclicalTransform missingIndicator() {
    return new CyclicalTransform(source, period, centre, true, with(indicator, "missingIndicator"));
  }

  private List<String> with(boolean set, String step) {
    List<String> all = new ArrayList<>(faults);
    if (set) {
      all.add("Step " + step + " of '" + source.name() + "' must be set once; was set twice.");
    }
    return all;
  }

  @Override
  public List<String> fields() {
    return source.fields();
  }

  @Override
  public String describe() {
    return "sin and cos of "
        + source.name()
        + source.part().map(p -> "").orElse(" / " + period)
        + (centre ? "; missing becomes (0, 0)" : "; missing stays missing")
        + (indicator ? "; with a missing indicator" : "");
  }

  @Override
  List<String> names() {
    return CyclicalOp.names(source, indicator);
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    source.check(schema, sink);
    source
        .part()
        .filter(p -> !p.isCyclic())
        .ifPresent(
            p ->
                sink.accept(
                    "Calendar part of '"
                        + source.name()
                        + "' must come round to be cyclical; "
                        + p
                        + " does not. Use calendar(…)."));
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    CyclicalOp op = new CyclicalOp(fitting.schema(), source, period, centre, indicator);
    return fitting.read(op::value) == null ? null : op;
  }
}
