package io.millwright.features;

import io.millwright.Seed;
import io.millwright.model.FeaturePlan;
import io.millwright.model.Task;
import io.millwright.model.TrainingFeatures;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The definition of a feature vector over a schema: transforms in order, nothing learnt yet.
 *
 * <p>{@link #fit} takes a {@link TrainingSet} and nothing else, so that no row of a holdout can
 * reach it. Made by {@link #over}, or by {@link #forLinear} and {@link #forTrees} for a first
 * model. Immutable and thread-safe.
 */
public final class FeatureSpec implements FeaturePlan {

  private final Schema schema;
  private final List<Transform> transforms;
  private final List<Selection> selections;
  private final Map<String, String> leftOut;

  FeatureSpec(
      Schema schema,
      List<Transform> transforms,
      List<Selection> selections,
      Map<String, String> leftOut) {
    this.schema = schema;
    this.transforms = List.copyOf(transforms);
    this.selections = List.copyOf(selections);
    this.leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
  }

  /** A builder without transforms. */
  public static Builder over(Schema schema) {
    return new Builder(schema);
  }

  /**
   * A plan for models that take no missing values and want numbers of one scale: numbers imputed by
   * their median and standardised, categories one-hot (at most the 50 most frequent; those of fewer
   * than 10 rows and unseen ones together), times as points on circles and standardised days, texts
   * as ln(1 + count) of words hashed into 256 buckets, signs alternating; a missing indicator
   * wherever the field is optional. {@link #describe()} tells what was left out and why.
   *
   * @throws IllegalArgumentException if no field can be used
   */
  public static FeatureSpec forLinear(Schema schema) {
    return DefaultPlan.linear(schema);
  }

  /**
   * A plan for trees, which route missing values themselves and need no scaling: numbers as they
   * are, categories one-hot as {@link #forLinear}, times as calendar parts, texts as counts of
   * words hashed into 256 buckets.
   *
   * @throws IllegalArgumentException if no field can be used
   */
  public static FeatureSpec forTrees(Schema schema) {
    return DefaultPlan.trees(schema);
  }

  /** The rows it is over. */
  public Schema schema() {
    return schema;
  }

  /** The transforms in the vector's order. */
  public List<Transform> transforms() {
    return transforms;
  }

  /** What keeps or drops features once they are learnt, in order. */
  public List<Selection> selections() {
    return selections;
  }

  /** Feature fields that no transform reads, with the reason, in the schema's order. */
  public Map<String, String> leftOut() {
    return leftOut;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The same rows in any order give the same bits, unless a transform says otherwise. Where a
   * transform learns from the label, train on the vectors of {@link #fitTransform}.
   *
   * @throws IllegalArgumentException if the rows are of another schema
   * @throws FeatureFitException if a transform cannot be learnt from these rows; lists all faults
   */
  @Override
  public FittedFeatures fit(TrainingSet train, Seed seed) {
    PlanFit fit = learn(train, seed, !selections.isEmpty());
    return selections.isEmpty()
        ? fit.fitted()
        : (FittedFeatures) fit.selected(selections).featurizer();
  }

  /**
   * {@inheritDoc}
   *
   * @throws FeatureFitException if a transform cannot be learnt from these rows; lists all faults
   */
  @Override
  public TrainingFeatures fitTransform(TrainingSet train, Seed seed) {
    return learn(train, seed, true).selected(selections);
  }

  private PlanFit learn(TrainingSet train, Seed seed, boolean trainingRows) {
    if (!train.table().schema().equals(schema)) {
      throw new IllegalArgumentException(
          "Training rows must be of the plan's schema "
              + schema.fingerprint()
              + "; were of "
              + train.table().schema().fingerprint()
              + ".");
    }
    return new PlanFit(this, train, seed, trainingRows);
  }

  @Override
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    for (int i = 0; i < transforms.size(); i++) {
      settings.put(
          String.format(java.util.Locale.ROOT, "feature.%04d", i), transforms.get(i).describe());
    }
    for (int i = 0; i < selections.size(); i++) {
      settings.put("selection." + i, selections.get(i).describe());
    }
    return settings;
  }

  /** The plan for a person: one line for each transform, then the fields left out and why. */
  public String describe() {
    StringBuilder text = new StringBuilder("Features (" + transforms.size() + " transforms)");
    transforms.forEach(t -> text.append("\n  ").append(t.describe()));
    selections.forEach(s -> text.append("\n  Only ").append(s.describe()));
    if (!leftOut.isEmpty()) {
      text.append("\nLeft out");
      leftOut.forEach((f, why) -> text.append("\n  ").append(f).append(": ").append(why));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return describe();
  }

  /**
   * Collects transforms and reports all faults at {@link #build()}. Single use, not thread-safe.
   */
  public static final class Builder {

    private final Schema schema;
    private final List<Transform> transforms = new ArrayList<>();
    private final List<Selection> selections = new ArrayList<>();

    private Builder(Schema schema) {
      this.schema = schema;
    }

    /** Adds these transforms at the end of the vector, in this order. */
    public Builder add(Transform... added) {
      transforms.addAll(Arrays.asList(added));
      return this;
    }

    /**
     * Keeps only some of the features that the transforms give, chosen when the plan is fitted; one
     * selection after another.
     */
    public Builder select(Selection... added) {
      selections.addAll(Arrays.asList(added));
      return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalArgumentException if a field is unknown, is not the model's to read or has a
     *     type that does not suit its transform, if a step is set twice, or if two features would
     *     have one name; lists all faults
     */
    public FeatureSpec build() {
      Set<String> read = new HashSet<>();
      transforms.forEach(t -> read.addAll(t.fields()));
      Map<String, String> leftOut = new LinkedHashMap<>();
      schema.features().stream()
          .filter(f -> !read.contains(f.name()))
          .forEach(f -> leftOut.put(f.name(), "no transform reads it"));
      return build(leftOut);
    }

    FeatureSpec build(Map<String, String> leftOut) {
      List<String> faults = new ArrayList<>();
      if (transforms.isEmpty()) {
        faults.add("Features must have at least one transform; had none.");
      }
      transforms.forEach(t -> t.check(schema, faults::add));
      selections.forEach(s -> check(s, faults::add));
      Set<String> names = new HashSet<>();
      for (Transform transform : transforms) {
        for (String name : transform.names()) {
          if (!names.add(name)) {
            faults.add(
                "Feature '"
                    + name
                    + "' must be made once; was made by several transforms. Remove one, or name it.");
          }
        }
      }
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "Features cannot be built (" + faults.size() + "):\n  " + String.join("\n  ", faults));
      }
      return new FeatureSpec(schema, transforms, selections, leftOut);
    }

    private void check(Selection selection, Consumer<String> faults) {
      if (schema.label().isEmpty()) {
        if (selection.readsLabel()) {
          faults.accept(
              "Schema must have a label to select by " + selection.describe() + "; it has none.");
        }
      } else if (selection.refuses(Task.of(schema.label().get()).kind())) {
        faults.accept("Label must have classes to select by " + selection.describe() + ".");
      }
    }
  }
}
