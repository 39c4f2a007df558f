package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The position of a category in an order: 0, 1, 2, ….
 *
 * <p>The order is the one given by {@link #order}, otherwise the categories of the training rows by
 * code point. A category outside the order (unseen) gives {@link #UNSEEN}; missing gives NaN,
 * unless {@link #missingAs}. Immutable and thread-safe.
 */
public final class OrdinalTransform extends Transform {

  /** The code of a category outside the order. */
  public static final int UNSEEN = -1;

  private final String field;
  private final List<String> order;
  private final double missing;
  private final boolean refuses;
  private final List<String> faults;

  private OrdinalTransform(
      String field, List<String> order, double missing, boolean refuses, List<String> faults) {
    this.field = field;
    this.order = order;
    this.missing = missing;
    this.refuses = refuses;
    this.faults = faults;
  }

  static OrdinalTransform of(String field) {
    return new OrdinalTransform(field, List.of(), Double.NaN, false, List.of());
  }

  /**
   * The categories from lowest to highest. Training rows of another category are an error when
   * fitting.
   */
  public OrdinalTransform order(String... categories) {
    List<String> given = List.of(categories);
    Require.atLeast("Number of categories", given.size(), 1);
    List<String> all = once(!order.isEmpty(), "order");
    if (new HashSet<>(given).size() != given.size()) {
      all.add("Order of '" + field + "' must hold distinct categories; some are equal.");
    }
    return new OrdinalTransform(field, given, missing, refuses, List.copyOf(all));
  }

  /** Missing gives this code, finite. */
  public OrdinalTransform missingAs(double code) {
    Require.finite("Code of missing", code);
    return new OrdinalTransform(
        field, order, code, refuses, List.copyOf(once(!Double.isNaN(missing), "missingAs")));
  }

  /** A category outside the order is an {@link io.millwright.table.InvalidRowException}. */
  public OrdinalTransform unseenRefused() {
    return new OrdinalTransform(
        field, order, missing, true, List.copyOf(once(refuses, "unseenRefused")));
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
        + (order.isEmpty() ? "by code point" : "in the order given, " + order.size() + " of them")
        + (refuses ? "; unseen is refused" : "; unseen becomes " + UNSEEN)
        + (Double.isNaN(missing) ? "; missing stays missing" : "; missing becomes " + missing);
  }

  @Override
  List<String> names() {
    return List.of(FeatureNames.field(field));
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    OneHotTransform.checkCategorical(schema, field, "ordinal", sink);
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    List<OneHotTransform.Counted> counted =
        OneHotTransform.Counted.of((CategoricalColumn) fitting.table().column(field));
    List<String> categories = order;
    if (order.isEmpty()) {
      categories =
          counted.stream().map(OneHotTransform.Counted::value).sorted(CodePoints::compare).toList();
    } else {
      HashSet<String> known = new HashSet<>(order);
      int outside =
          counted.stream().filter(c -> !known.contains(c.value())).mapToInt(c -> c.count()).sum();
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
    return new OrdinalOp(fitting.schema(), field, categories, missing, refuses);
  }
}
