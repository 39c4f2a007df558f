package io.millwright.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Featurizer.Feature;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A fitted {@link PolynomialTransform}. */
final class PolynomialOp extends Op {

  static final String ID = "polynomial";
  static final String BIAS = "1";

  private final NumericOps parts;
  private final int degree;
  private final boolean interactions;
  private final boolean bias;
  private final Monomials monomials;

  PolynomialOp(NumericOps parts, int degree, boolean interactions, boolean bias) {
    this.parts = parts;
    this.degree = degree;
    this.interactions = interactions;
    this.bias = bias;
    this.monomials = Monomials.of(parts.size(), degree, interactions);
  }

  @Override
  List<Feature> features() {
    List<String> names = parts.names();
    List<Feature> features = new ArrayList<>();
    if (bias) {
      features.add(new Feature(BIAS, List.of()));
    }
    for (int m = 0; m < monomials.size(); m++) {
      int[] factors = monomials.factors(m);
      String product = Arrays.stream(factors).mapToObj(names::get).collect(Collectors.joining(","));
      List<String> fields =
          Arrays.stream(factors)
              .mapToObj(i -> parts.get(i).fields())
              .flatMap(List::stream)
              .distinct()
              .toList();
      features.add(new Feature(factors.length == 1 ? product : "product(" + product + ")", fields));
    }
    return features;
  }

  @Override
  void apply(Row row, double[] out, int at) {
    int first = at;
    if (bias) {
      out[at] = 1;
      first++;
    }
    parts.apply(row, out, first);
    monomials.multiply(out, first);
    for (int i = first + parts.size(); i < first + monomials.size(); i++) {
      if (Double.isInfinite(out[i])) {
        throw new InvalidRowException(
            String.join(", ", parts.fields()), "must stay within doubles when multiplied; did not");
      }
    }
  }

  @Override
  String describe() {
    return PolynomialTransform.describe(parts.names(), degree, interactions, bias);
  }

  @Override
  void write(ObjectNode node) {
    node.put("op", ID).put("degree", degree).put("interactions", interactions).put("bias", bias);
    parts.write(node);
  }

  static PolynomialOp read(JsonPart json, Schema schema) {
    json.only("op", "degree", "interactions", "bias", "parts");
    NumericOps parts = NumericOps.read(json, schema);
    int degree = json.whole("degree");
    boolean interactions = json.flag("interactions");
    if (degree < 1
        || degree > Monomials.MOST_DEGREE
        || Monomials.tooMany(parts.size(), degree, interactions)) {
      throw json.fault(
          "'degree' must be from 1 to "
              + Monomials.MOST_DEGREE
              + ", with at most "
              + Monomials.MOST
              + " products.");
    }
    return new PolynomialOp(parts, degree, interactions, json.flag("bias"));
  }
}
