package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The singular vectors that texts are projected on: none, where the terms themselves are meant. */
final class Lsa {

  static final int MOST_COMPONENTS = 1_000;

  /** Terms times components: 33 MB of JSON, of the 64 MB that are read. */
  static final int MOST_NUMBERS = 1_500_000;

  static final Lsa NONE = new Lsa(0, new double[0]);

  private final int components;

  /** Term by term, a number for each component. */
  private final double[] loadings;

  private Lsa(int components, double[] loadings) {
    this.components = components;
    this.loadings = loadings;
  }

  static Lsa learn(SparseRows rows, int components, Seed seed) {
    double[][] vectors = RandomizedSvd.of(rows, components, seed).vectors();
    double[] loadings = new double[rows.columns() * components];
    for (int c = 0; c < components; c++) {
      for (int t = 0; t < rows.columns(); t++) {
        loadings[t * components + c] = vectors[c][t];
      }
    }
    return new Lsa(components, loadings);
  }

  static List<String> names(String prefix, int components) {
    List<String> names = new ArrayList<>(components);
    for (int c = 0; c < components; c++) {
      names.add(prefix + "#" + c);
    }
    return names;
  }

  int components() {
    return components;
  }

  void apply(TermWeigher weigher, String text, double[] out, int at) {
    weigher.project(text, loadings, components, out, at);
  }

  void write(ObjectNode node) {
    node.put("components", components);
    ArrayNode array = node.putArray("loadings");
    for (double loading : loadings) {
      array.add(loading);
    }
  }

  static Lsa read(JsonPart json, int terms) {
    json.only("components", "loadings");
    int components = json.whole("components");
    if (components < 1 || components > MOST_COMPONENTS) {
      throw json.fault("member 'components' must be from 1 to " + MOST_COMPONENTS + ".");
    }
    double[] loadings = json.numbers("loadings");
    if (loadings.length != (long) terms * components) {
      throw json.fault("member 'loadings' must hold a number for each term and component.");
    }
    // Entries of vectors of length 1; a little more is rounding.
    if (Arrays.stream(loadings).anyMatch(x -> Math.abs(x) > 1.000001)) {
      throw json.fault("member 'loadings' must hold numbers from -1 to 1.");
    }
    return new Lsa(components, loadings);
  }
}
