package io.millwright.features;

import io.millwright.Seed;
import io.millwright.model.DenseMatrix;
import io.millwright.model.Featurizer.Feature;
import io.millwright.model.TrainingFeatures;
import io.millwright.split.TrainingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Learns a plan from training rows: every transform, then every selection on what they give. */
final class PlanFit {

  private final TrainingSet train;
  private final Seed seed;
  private final Fitting fitting;
  private final Optional<String> labelledRows;
  private final List<Op> ops = new ArrayList<>();

  /**
   * @param trainingRows whether {@link #selected} will be asked for
   * @throws FeatureFitException if a transform cannot be learnt from these rows; lists all faults
   */
  PlanFit(FeatureSpec spec, TrainingSet train, Seed seed, boolean trainingRows) {
    this.train = train;
    this.seed = seed;
    this.fitting = new Fitting(train, seed, trainingRows);
    for (Transform transform : spec.transforms()) {
      Op op = transform.fit(fitting);
      if (op != null) {
        ops.add(op);
      }
    }
    if (!fitting.faults().isEmpty()) {
      throw new FeatureFitException(fitting.faults());
    }
    boolean readsLabel =
        spec.transforms().stream().anyMatch(Transform::readsLabel)
            || spec.selections().stream().anyMatch(Selection::readsLabel);
    labelledRows = readsLabel ? Optional.of(train.table().fingerprint()) : Optional.empty();
  }

  /** Without the training rows' vectors. */
  FittedFeatures fitted() {
    return new FittedFeatures(train.table().schema(), ops, labelledRows, List.of(), train.rows());
  }

  /** With the training rows' vectors, out of fold, of the features that the selections keep. */
  TrainingFeatures selected(List<Selection> selections) {
    FittedFeatures all = fitted();
    DenseMatrix matrix = DenseMatrix.of(all, train.table());
    putOutOfFold(matrix);
    int[] kept = IntStream.range(0, all.features().size()).toArray();
    for (int s = 0; s < selections.size(); s++) {
      int[] among =
          selections.get(s).kept(matrix, fitting::targets, seed.derive("selection").derive(s));
      matrix = columns(matrix, among);
      int[] before = kept;
      kept = IntStream.of(among).map(j -> before[j]).toArray();
    }
    return new TrainingFeatures(selections.isEmpty() ? all : only(all, kept), matrix);
  }

  private void putOutOfFold(DenseMatrix matrix) {
    int width = matrix.features().size();
    int at = 0;
    for (Op op : ops) {
      int part = op.features().size();
      double[] own = fitting.outOfFold(op);
      if (own != null) {
        for (int i = 0; i < matrix.rows(); i++) {
          System.arraycopy(own, i * part, matrix.array(), i * width + at, part);
        }
      }
      at += part;
    }
  }

  private static DenseMatrix columns(DenseMatrix matrix, int[] kept) {
    if (kept.length == matrix.features().size()) {
      return matrix;
    }
    double[] values = new double[matrix.rows() * kept.length];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < kept.length; j++) {
        values[i * kept.length + j] = matrix.value(i, kept[j]);
      }
    }
    List<Feature> features = IntStream.of(kept).mapToObj(matrix.features()::get).toList();
    return DenseMatrix.wrap(features, matrix.rows(), values);
  }

  /** The features at these positions; an op of which none is kept is gone. */
  private FittedFeatures only(FittedFeatures all, int[] kept) {
    List<Op> left = new ArrayList<>();
    int at = 0;
    for (Op op : ops) {
      int from = at;
      int width = op.features().size();
      int[] own =
          IntStream.of(kept)
              .filter(j -> j >= from && j < from + width)
              .map(j -> j - from)
              .toArray();
      if (own.length > 0) {
        left.add(own.length == width ? op : new PartOp(op, own));
      }
      at += width;
    }
    BitSet isKept = new BitSet();
    IntStream.of(kept).forEach(isKept::set);
    List<String> dropped =
        IntStream.range(0, at)
            .filter(j -> !isKept.get(j))
            .mapToObj(j -> all.features().get(j).name())
            .toList();
    return new FittedFeatures(all.schema(), left, labelledRows, dropped, train.rows());
  }
}
