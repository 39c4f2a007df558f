package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The position of a category in an order: 0, 1, 2, ….
 *
 * <p>The order is the one given by {@link #order}, otherwise the categories of the training rows by
 * code point. A category outside the order (unseen) gives {@link #UNSEEN}, one that {@link
 * #rareBelow} groups {@link #RARE}; missing gives NaN, unless {@link #missingAs}. Immutable and
 * thread-safe.
 */
public final class OrdinalTransform extends Transform {

  /** The code of a category outside the order. */
  public static final int UNSEEN = -1;

  /** The code of a rare category. */
  public static final int RARE = -2;

  private record Settings(List<String> order, Grouped.Rule rule, double missing, boolean refuses) {}

  private final String field;
  private final Settings settings;
  private final List<String> faults;

  private OrdinalTransform(String field, Settings settings, List<String> faults) {
    this.field = field;
    this.settings = settings;
    this.faults = List.copyOf(faults);
  }

  static OrdinalTransform of(String field) {
    return new OrdinalTransform(
        field, new Settings(List.of(), Grouped.Rule.NONE, Double.NaN, false), List.of());
  }

  /**
   * The categories from lowest to highest. Training rows of another category are an error when
   * fitting.
   */
  public OrdinalTransform order(String... categories) {
    List<String> given = List.of(categories);
    Require.atLeast("Number of categories", given.size(), 1);
    List<String> all = once(!settings.order.isEmpty(), "order");
    if (new HashSet<>(given).size() != given.size()) {
      all.add("Order of '" + field + "' must hold distinct categories; some are equal.");
    }
    Settings s = settings;
    return new OrdinalTransform(field, new Settings(given, s.rule, s.missing, s.refuses), all);
  }

  /** Missing gives this code, finite. */
  public OrdinalTransform missingAs(double code) {
    Require.finite("Code of missing", code);
    Settings s = settings;
    return new OrdinalTransform(
        field,
        new Settings(s.order, s.rule, code, s.refuses),
        once(!Double.isNaN(s.missing), "missingAs"));
  }

  /** A category outside the order is an {@link io.millwright.table.InvalidRowException}. */
  public OrdinalTransform unseenRefused() {
    Settings s = settings;
    return new OrdinalTransform(
        field, new Settings(s.order, s.rule, s.missing, true), once(s.refuses, "unseenRefused"));
  }

  /**
   * Categories of less than this share of the training rows that have a value are given {@link
   * #RARE}, all of them, and have no place in the order.
   */
  public OrdinalTransform rareBelow(double share) {
    Require.openShare("Rare share", share);
    Grouped.Rule r = settings.rule;
    return rule(new Grouped.Rule(share, r.count(), 0), r.share() > 0, "rareBelow");
  }

  /** As {@link #rareBelow}, for categories of fewer than this many training rows, at least 1. */
  public OrdinalTransform rareBelowCount(int rows) {
    Require.atLeast("Rare count", rows, 1);
    Grouped.Rule r = settings.rule;
    return rule(new Grouped.Rule(r.share(), rows, 0), r.count() > 0, "rareBelowCount");
  }

  private OrdinalTransform rule(Grouped.Rule changed, boolean alreadySet, String step) {
    Settings s = settings;
    return new OrdinalTransform(
        field, new Settings(s.order, changed, s.missing, s.refuses), once(alreadySet, step));
  }

  private List<String> once(boolean set, String step) {
    List<String> all = new ArrayList<>(faults);
    if (set) {
      all.add("Step " + step + " of '" + field + "' must be set once; was set twice.");
    }
    return all;
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public String describe() {
    return field
        + ": position among its categories "
        + (settings.order.isEmpty()
            ? "by code point"
            : "in the order given, " + settings.order.size() + " of them")
        + settings.rule.describe()
        + (settings.refuses ? "; unseen is refused" : "; unseen becomes " + UNSEEN)
        + (Double.isNaN(settings.missing)
            ? "; missing stays missing"
            : "; missing becomes " + settings.missing);
  }

  @Override
  List<String> names() {
    return List.of(FeatureNames.field(field));
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    OneHotTransform.checkCategorical(schema, field, "ordinal", sink);
    if (settings.rule.groups() && !settings.order.isEmpty()) {
      sink.accept(
          "Order of '"
              + field
              + "' must be learnt where rare categories are grouped; was given. Leave out one.");
    }
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    Map<String, Integer> counts = new HashMap<>();
    OneHotTransform.Counted.of((CategoricalColumn) fitting.table().column(field))
        .forEach(c -> counts.put(c.value(), c.count()));
    Grouped<String> groups = Grouped.of(counts, settings.rule, CodePoints::compare);
    boolean given = !settings.order.isEmpty();
    if (given) {
      counts.keySet().removeAll(settings.order);
      int outside = counts.values().stream().mapToInt(Integer::intValue).sum();
      if (outside > 0) {
        fitting.fault(
            "Field '"
                + field
                + "' must be a category of the order given; is not in "
                + outside
                + " of "
                + fitting.table().rowCount()
                + " rows. Add its categories to the order.");
        return null;
      }
    }
    return new OrdinalOp(
        fitting.schema(),
        field,
        given ? settings.order : groups.kept(),
        settings.rule.groups() ? Optional.of(groups.rare()) : Optional.empty(),
        settings.missing,
        settings.refuses);
  }
}
