package com.example.loans;

import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.oneHot;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.train.Baselines;
import io.millwright.train.LogisticRegression;
import io.millwright.train.Pipeline;
import io.millwright.train.Trainer;

/** How the application trains its models. */
public final class LoanModels {

  public static final Schema SCHEMA =
      Schema.from(Loan.class).optional("income").binaryLabel("defaulted").build();

  private LoanModels() {}

  public static TrainedPipeline<Binary> train(TrainingSet rows, Seed seed) {
    return fit(LogisticRegression.binary(), rows, seed);
  }

  public static TrainedPipeline<Binary> baseline(TrainingSet rows, Seed seed) {
    return fit(Baselines.prior(), rows, seed);
  }

  private static TrainedPipeline<Binary> fit(Trainer<Binary> trainer, TrainingSet rows, Seed seed) {
    FeatureSpec features =
        FeatureSpec.over(SCHEMA)
            .add(
                log1p("income").imputeMedian().standardize().missingIndicator(),
                log1p("amount").standardize(),
                oneHot("region"))
            .build();
    return Pipeline.of(features, trainer).fit(rows, seed);
  }
}
