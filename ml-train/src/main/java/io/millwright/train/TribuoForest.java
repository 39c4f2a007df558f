package io.millwright.train;

import io.millwright.Seed;
import io.millwright.model.Scorer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.DecisionTreeTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.EnsembleCombiner;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Tribuo's random forest by our settings. */
record TribuoForest(int trees, int depth, int minLeaf, float featureShare) {

  /** Tribuo tells of every tree at INFO; held here, since loggers are collected when unused. */
  private static final Logger TREES = Logger.getLogger(BaggingTrainer.class.getName());

  static {
    if (TREES.getLevel() == null) {
      TREES.setLevel(Level.WARNING);
    }
  }

  Scorer classification(TrainingData data, Seed seed, boolean binary) {
    List<String> classes = data.classes();
    EnsembleModel<Label> model = classifier(data, seed);
    return TribuoTrees.forest(
        model, data.features().size(), binary ? classes.subList(1, 2) : classes);
  }

  EnsembleModel<Label> classifier(TrainingData data, Seed seed) {
    List<String> classes = data.classes();
    var tree =
        new CARTClassificationTrainer(
            depth, minLeaf, 0f, featureShare, new GiniIndex(), seed.derive("splits").value());
    return bagging(tree, new FullyWeightedVotingCombiner(), seed)
        .train(
            TribuoData.of(
                data, new LabelFactory(), i -> new Label(classes.get((int) data.target(i)))));
  }

  Scorer regression(TrainingData data, Seed seed) {
    return TribuoTrees.forest(regressor(data, seed), data.features().size(), List.of());
  }

  EnsembleModel<Regressor> regressor(TrainingData data, Seed seed) {
    var tree =
        new CARTRegressionTrainer(
            depth,
            minLeaf,
            0f,
            featureShare,
            new MeanSquaredError(),
            seed.derive("splits").value());
    return bagging(tree, new AveragingCombiner(), seed)
        .train(
            TribuoData.of(data, new RegressionFactory(), i -> new Regressor("y", data.target(i))));
  }

  /** Tribuo's forest refuses to look at all features in each split, plain bagging does not. */
  private <T extends org.tribuo.Output<T>> BaggingTrainer<T> bagging(
      DecisionTreeTrainer<T> tree, EnsembleCombiner<T> combiner, Seed seed) {
    long bags = seed.derive("bags").value();
    return featureShare < 1
        ? new RandomForestTrainer<>(tree, combiner, trees, bags)
        : new BaggingTrainer<>(tree, combiner, trees, bags);
  }
}
