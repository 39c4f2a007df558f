package io.millwright.testkit;

import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.raw;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import io.millwright.train.Baselines;
import io.millwright.train.LogisticRegression;
import io.millwright.train.Pipeline;
import io.millwright.train.RandomForest;
import io.millwright.train.Trainer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Customers on trial who convert or not, and models of them. */
final class Trials {

  static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  record Trial(@Nullable Double visits, double price, String plan, boolean converted) {

    Trial withPrice(double other) {
      return new Trial(visits, other, plan, converted);
    }

    Trial withPlan(String other) {
      return new Trial(visits, price, other, converted);
    }
  }

  static final Schema SCHEMA = Schema.from(Trial.class).binaryLabel("converted").build();
  static final List<Trial> RECORDS = draw(900, Seed.of(3));
  static final Split SPLIT =
      Splitter.random(0.4).split(Table.ofRecords(RECORDS, SCHEMA, Trial.class), Seed.of(1));
  static final TrainedPipeline<Binary> MODEL = fit(LogisticRegression.binary(), Seed.of(1));
  static final TrainedPipeline<Binary> PRIOR = fit(Baselines.prior(), Seed.of(1));

  private Trials() {}

  static List<Trial> draw(int count, Seed seed) {
    RandomGenerator random = seed.random();
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double visits = Math.rint(10 * random.nextDouble());
      double price = 1 + Math.rint(100 * random.nextDouble()) / 10;
      String plan = random.nextInt(3) == 0 ? "team" : "single";
      double logit = 0.5 * visits - 0.6 * price + (plan.equals("team") ? 1 : 0);
      boolean converted = random.nextDouble() < 1 / (1 + StrictMath.exp(-logit));
      trials.add(new Trial(random.nextInt(20) == 0 ? null : visits, price, plan, converted));
    }
    return trials;
  }

  static TrainedPipeline<Binary> fit(Trainer<Binary> trainer, Seed seed) {
    FeatureSpec features =
        FeatureSpec.over(SCHEMA)
            .add(
                raw("visits").imputeMedian().missingIndicator(),
                raw("price").standardize(),
                oneHot("plan"))
            .build();
    return Pipeline.of(features, trainer).fit(SPLIT.train(), seed, Progress.SILENT, CLOCK);
  }

  static TrainedPipeline<Binary> forest(long seed) {
    return fit(RandomForest.binary(o -> o.trees(30).depth(5)), Seed.of(seed));
  }
}
