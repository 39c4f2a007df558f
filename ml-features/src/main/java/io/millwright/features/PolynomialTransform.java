package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several numbers and their products: all monomials of total degree 1 to {@code degree}, by degree
 * and then in the numbers' order, such as {@code a, b, a a, a b, b b}.
 *
 * <p>Each number is a {@link NumericTransform}, so that it can be imputed and scaled before it is
 * multiplied. A product with a missing number is missing (NaN). A product beyond the doubles is an
 * error when fitting and an {@link io.millwright.table.InvalidRowException} when applied. A row
 * costs one multiplication for each product. Immutable and thread-safe.
 */
public final class PolynomialTransform extends Transform {

  private final NumericParts parts;
  private final int degree;
  private final boolean interactions;
  private final boolean bias;
  private final List<String> faults;

  private PolynomialTransform(
      NumericParts parts, int degree, boolean interactions, boolean bias, List<String> faults) {
    this.parts = parts;
    this.degree = degree;
    this.interactions = interactions;
    this.bias = bias;
    this.faults = List.copyOf(faults);
  }

  static PolynomialTransform of(int degree, NumericTransform... parts) {
    if (degree < 1 || degree > Monomials.MOST_DEGREE) {
      throw Require.violated("Degree", "from 1 to " + Monomials.MOST_DEGREE, degree);
    }
    return new PolynomialTransform(
        NumericParts.of("polynomial", parts), degree, false, false, List.of());
  }

  /** Leaves out products that have a number twice: {@code a, b, a b}. */
  public PolynomialTransform interactionsOnly() {
    return new PolynomialTransform(
        parts, degree, true, bias, once(interactions, "interactionsOnly"));
  }

  /** A first feature, named {@code 1}, that is always 1. For models without an intercept. */
  public PolynomialTransform withBias() {
    return new PolynomialTransform(parts, degree, interactions, true, once(bias, "withBias"));
  }

  private List<String> once(boolean set, String step) {
    List<String> all = new ArrayList<>(faults);
    if (set) {
      all.add("Step " + step + " of " + parts.describe() + " must be set once; was set twice.");
    }
    return all;
  }

  @Override
  public List<String> fields() {
    return parts.fields();
  }

  @Override
  public String describe() {
    return describe(parts.names(), degree, interactions, bias);
  }

  static String describe(List<String> names, int degree, boolean interactions, boolean bias) {
    return String.join(", ", names)
        + ": products of up to "
        + degree
        + (interactions ? ", of different ones only" : "")
        + (bias ? "; with a constant 1" : "");
  }

  @Override
  List<String> names() {
    return bias ? List.of(PolynomialOp.BIAS) : List.of();
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    parts.check(schema, sink);
    if (Monomials.tooMany(parts.parts().size(), degree, interactions)) {
      sink.accept(
          "Products of "
              + parts.describe()
              + " must be at most "
              + Monomials.MOST
              + "; were more. Lower the degree or leave numbers out.");
    }
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    NumericOps ops = parts.fit(fitting);
    if (ops == null) {
      return null;
    }
    PolynomialOp op = new PolynomialOp(ops, degree, interactions, bias);
    double[] vector = new double[op.features().size()];
    double[] checked =
        fitting.read(
            row -> {
              op.apply(row, vector, 0);
              return 0;
            });
    return checked == null ? null : op;
  }
}
