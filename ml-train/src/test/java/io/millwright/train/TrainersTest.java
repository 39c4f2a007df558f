package io.millwright.train;

import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import org.junit.jupiter.api.Nested;

/** The contract for each trainer there is. */
class TrainersTest {

  @Nested
  class BinaryLogistic extends TrainerContract<Binary> {
    @Override
    Trainer<Binary> trainer() {
      return LogisticRegression.binary();
    }

    @Override
    boolean acceptsMissing() {
      return false;
    }
  }

  @Nested
  class MulticlassLogistic extends TrainerContract<Multiclass> {
    @Override
    Trainer<Multiclass> trainer() {
      return LogisticRegression.multiclass(o -> o.l2(0.5));
    }

    @Override
    boolean acceptsMissing() {
      return false;
    }
  }

  @Nested
  class Linear extends TrainerContract<Regression> {
    @Override
    Trainer<Regression> trainer() {
      return LinearRegression.regression();
    }

    @Override
    boolean acceptsMissing() {
      return false;
    }
  }

  @Nested
  class LeastSquares extends TrainerContract<Regression> {
    @Override
    Trainer<Regression> trainer() {
      return LinearRegression.regression(o -> o.l2(0));
    }

    @Override
    boolean acceptsMissing() {
      return false;
    }
  }

  @Nested
  class BinaryForest extends TrainerContract<Binary> {
    @Override
    Trainer<Binary> trainer() {
      return RandomForest.binary(o -> o.trees(5));
    }

    @Override
    double weightTolerance() {
      return Double.NaN;
    }
  }

  @Nested
  class MulticlassForest extends TrainerContract<Multiclass> {
    @Override
    Trainer<Multiclass> trainer() {
      return RandomForest.multiclass(o -> o.trees(5).depth(6));
    }

    @Override
    double weightTolerance() {
      return Double.NaN;
    }
  }

  @Nested
  class RegressionForest extends TrainerContract<Regression> {
    @Override
    Trainer<Regression> trainer() {
      return RandomForest.regression(o -> o.trees(5).minLeaf(3).featureShare(0.5));
    }

    @Override
    double weightTolerance() {
      return Double.NaN;
    }
  }

  // A weight of two moves the cuts of the histogram less than a second row does, so that trees may
  // differ: exact equality is not XGBoost's.
  @Nested
  class BinaryBoosting extends TrainerContract<Binary> {
    @Override
    Trainer<Binary> trainer() {
      return XGBoost.binary(o -> o.trees(10).depth(3));
    }

    @Override
    double weightTolerance() {
      return Double.NaN;
    }
  }

  @Nested
  class MulticlassBoosting extends TrainerContract<Multiclass> {
    @Override
    Trainer<Multiclass> trainer() {
      return XGBoost.multiclass(o -> o.trees(10).depth(3));
    }

    @Override
    double weightTolerance() {
      return Double.NaN;
    }
  }

  @Nested
  class RegressionBoosting extends TrainerContract<Regression> {
    @Override
    Trainer<Regression> trainer() {
      return XGBoost.regression(o -> o.trees(10).depth(3));
    }

    @Override
    double weightTolerance() {
      return Double.NaN;
    }
  }

  abstract static class Baseline<P extends io.millwright.model.Prediction>
      extends TrainerContract<P> {
    @Override
    boolean usesFeatures() {
      return false;
    }
  }

  @Nested
  class Prior extends Baseline<Binary> {
    @Override
    Trainer<Binary> trainer() {
      return Baselines.prior();
    }
  }

  @Nested
  class MulticlassPrior extends Baseline<Multiclass> {
    @Override
    Trainer<Multiclass> trainer() {
      return Baselines.prior(Task.multiclass());
    }
  }

  @Nested
  class Majority extends Baseline<Binary> {
    @Override
    Trainer<Binary> trainer() {
      return Baselines.majority();
    }
  }

  @Nested
  class Mean extends Baseline<Regression> {
    @Override
    Trainer<Regression> trainer() {
      return Baselines.mean();
    }
  }

  @Nested
  class Median extends Baseline<Regression> {
    @Override
    Trainer<Regression> trainer() {
      return Baselines.median();
    }
  }
}
