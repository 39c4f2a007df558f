package io.millwright.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.DenseMatrix;
import io.millwright.model.Featurizer;
import io.millwright.model.Scorer;
import io.millwright.model.SparseMatrix;
import io.millwright.schema.Schema;
import io.millwright.split.HoldoutSet;
import io.millwright.split.RowSet;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Features that were learnt: a pure function from a row to a vector, the same code and so the same
 * bits for a table and a live record.
 *
 * <p>Made by {@link FeatureSpec#fit}, written by {@link #stored()} and read back by {@link
 * #fromJson} with the same bits in every result. NaN in a vector means missing; no other value that
 * is not finite ever stands in one. Immutable and thread-safe; {@link #apply} allocates nothing.
 */
public final class FittedFeatures implements Featurizer {

  /** The kind that bundles know it by. */
  public static final String KIND = "millwright-features";

  private static final int FORMAT = 1;
  private static final int MOST_OPS = 100_000;
  private static final int MOST_FEATURES = 1 << 20;

  private final Schema schema;
  private final Op[] ops;
  private final int[] offsets;
  private final List<Feature> features;
  private final List<String> inputs;
  private final Optional<String> labelledRows;
  private final List<String> dropped;
  private final String json;
  private final @Nullable RowSet fittedOn;

  /**
   * @param labelledRows fingerprint of the training rows, if something learnt from their labels
   * @param dropped names of the features that selections dropped
   * @param fittedOn the training rows; null when read from a file, which does not hold them
   */
  FittedFeatures(
      Schema schema,
      List<Op> ops,
      Optional<String> labelledRows,
      List<String> dropped,
      @Nullable RowSet fittedOn) {
    this.schema = schema;
    this.fittedOn = fittedOn;
    this.dropped = List.copyOf(dropped);
    this.labelledRows = labelledRows;
    this.ops = ops.toArray(Op[]::new);
    this.offsets = new int[ops.size()];
    List<Feature> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> fields = new LinkedHashSet<>();
    for (int i = 0; i < ops.size(); i++) {
      offsets[i] = all.size();
      for (Feature feature : ops.get(i).features()) {
        if (!names.add(feature.name())) {
          throw new IllegalArgumentException(
              "Feature of fields "
                  + feature.inputs()
                  + " must have a name of its own; another has it. Name one of them.");
        }
        fields.addAll(feature.inputs());
        all.add(feature);
      }
      if (all.size() > MOST_FEATURES) {
        throw new IllegalArgumentException(
            "Features must be at most "
                + MOST_FEATURES
                + "; were more. Use fewer buckets or leave fields out.");
      }
    }
    this.features = List.copyOf(all);
    this.inputs = schema.fields().stream().map(f -> f.name()).filter(fields::contains).toList();
    this.json = write();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }

  @Override
  public List<Feature> features() {
    return features;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the row is of another schema
   */
  @Override
  public void apply(Row row, double[] out, int offset) {
    Schema rows = row.schema();
    if (!rows.fingerprint().equals(schema.fingerprint())) {
      throw new IllegalArgumentException(
          "Row must be of the features' schema "
              + schema.fingerprint()
              + "; was of "
              + rows.fingerprint()
              + ".");
    }
    for (int i = 0; i < ops.length; i++) {
      ops[i].apply(row, out, offset + offsets[i]);
    }
  }

  /**
   * The vectors of all rows, one after another: row {@code i} from position {@code i *
   * features().size()}.
   *
   * @throws InvalidRowException if a row cannot be used; names the first
   * @throws IllegalArgumentException if a transform learnt from the labels of exactly these rows:
   *     their vectors, out of fold, come from {@link FeatureSpec#fitTransform} and from nowhere
   *     else
   */
  public double[] transform(Table table) {
    return matrix(table).array();
  }

  /**
   * The vectors of held out rows.
   *
   * @throws IllegalArgumentException if any of the rows is one that these features were fitted on
   */
  public DenseMatrix matrix(HoldoutSet holdout) {
    RowSet seen = fittedOn;
    int common = seen == null ? 0 : seen.overlap(holdout.rows());
    if (common > 0) {
      throw new IllegalArgumentException(
          "Holdout must have no row that the features were fitted on; had "
              + common
              + " of "
              + holdout.rows().size()
              + ". Fit on the training half of the same split.");
    }
    return matrix(holdout.table());
  }

  /** As {@link #transform}, with the features' names and the fields they come from. */
  public DenseMatrix matrix(Table table) {
    refuseLearntFrom(table);
    return DenseMatrix.of(this, table);
  }

  /** As {@link #matrix}, without the zeros; they are never all in memory. */
  public SparseMatrix sparse(Table table) {
    refuseLearntFrom(table);
    return SparseMatrix.of(this, table);
  }

  private void refuseLearntFrom(Table table) {
    if (labelledRows.isPresent() && labelledRows.get().equals(table.fingerprint())) {
      throw new IllegalArgumentException(
          "Rows must not be those whose labels these features learnt from; were exactly those. Their"
              + " out-of-fold vectors come from FeatureSpec.fitTransform.");
    }
  }

  /** A new counter of what these features meet in rows. */
  public FeatureCounts counts() {
    return new FeatureCounts(schema, ops);
  }

  /** Names of the features that the plan's selections dropped, in the order of the vector. */
  public List<String> dropped() {
    return dropped;
  }

  /** What was learnt, for a person: one line for each transform. */
  public String describe() {
    StringBuilder text =
        new StringBuilder(features.size() + " features of " + inputs.size() + " fields");
    for (Op op : ops) {
      text.append("\n  ").append(op.describe());
    }
    if (!dropped.isEmpty()) {
      text.append("\nDropped by selection: ").append(String.join(", ", dropped));
    }
    return text.toString();
  }

  @Override
  public Scorer.Stored stored() {
    return new Scorer.Stored(KIND, json);
  }

  private String write() {
    ObjectNode root = JsonPart.newObject();
    root.put("formatVersion", FORMAT).put("schema", schema.fingerprint());
    labelledRows.ifPresent(rows -> root.put("labelledRows", rows));
    if (!dropped.isEmpty()) {
      ArrayNode names = root.putArray("dropped");
      dropped.forEach(names::add);
    }
    ArrayNode array = root.putArray("ops");
    for (Op op : ops) {
      op.write(array.addObject());
    }
    return JsonPart.write(root);
  }

  /**
   * The features that {@link #stored()} wrote.
   *
   * @param json taken for hostile: read strictly, at most 64 Mi characters, nothing executed
   * @param schema the schema they were fitted over
   * @throws IllegalArgumentException if it is not what {@code stored()} writes, or is of another
   *     schema; says where
   */
  public static FittedFeatures fromJson(String json, Schema schema) {
    JsonPart root = JsonPart.parse(json);
    int format = root.whole("formatVersion");
    if (format != FORMAT) {
      throw root.fault("formatVersion must be " + FORMAT + "; was " + format + ".");
    }
    root.only("formatVersion", "schema", "labelledRows", "dropped", "ops");
    if (!root.text("schema").equals(schema.fingerprint())) {
      throw root.fault(
          "features must be of the schema " + schema.fingerprint() + "; were of another.");
    }
    List<JsonPart> parts = root.objects("ops");
    if (parts.size() > MOST_OPS) {
      throw root.fault("ops must be at most " + MOST_OPS + "; were " + parts.size() + ".");
    }
    Optional<String> rows =
        root.has("labelledRows") ? Optional.of(root.text("labelledRows")) : Optional.empty();
    List<String> dropped = root.has("dropped") ? root.texts("dropped") : List.of();
    List<Op> ops = parts.stream().map(p -> Op.read(p, schema)).toList();
    return new FittedFeatures(schema, ops, rows, dropped, null);
  }

  @Override
  public String toString() {
    return "FittedFeatures of " + features.size() + " features, schema " + schema.fingerprint();
  }
}
