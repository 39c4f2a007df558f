package io.millwright.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a {@link TermsTransform}, and what was asked for twice. Changed only before it
 * is shared.
 */
final class TermSettings {

  Grams grams = Grams.words();
  TermBounds bounds = TermBounds.NONE;
  TermWeights weights;

  /** The word before the field in the features' names. */
  String name;

  /** 0 where the terms themselves are meant. */
  int components;

  boolean missing;
  final Set<String> steps;
  final List<String> faults;

  TermSettings(TermWeights weights, String name) {
    this.weights = weights;
    this.name = name;
    this.steps = new LinkedHashSet<>();
    this.faults = new ArrayList<>();
  }

  TermSettings(TermSettings other) {
    grams = other.grams;
    bounds = other.bounds;
    weights = other.weights;
    name = other.name;
    components = other.components;
    missing = other.missing;
    steps = new LinkedHashSet<>(other.steps);
    faults = new ArrayList<>(other.faults);
  }

  String describe() {
    return grams.describe()
        + bounds.describe()
        + "; "
        + weights.describe()
        + (components > 0 ? "; " + components + " components" : "")
        + (missing ? "; with a missing indicator" : "");
  }

  /** What the features' names begin with. */
  String prefix(String field) {
    boolean given = steps.contains("named");
    return (components > 0 && !given ? "lsa" : name) + "(" + FeatureNames.field(field) + ")";
  }
}
