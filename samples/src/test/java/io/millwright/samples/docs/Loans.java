package io.millwright.samples.docs;

import static io.millwright.features.CalendarPart.HOUR_OF_DAY;
import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.oneHot;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.eval.Evaluation;
import io.millwright.eval.Evaluator;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.features.FeatureSpec;
import io.millwright.model.Binary;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import io.millwright.train.Baselines;
import io.millwright.train.LogisticRegression;
import io.millwright.train.Pipeline;
import io.millwright.train.Trainer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Generated loans with a known probability of default, and a small model of them for the pages that
 * begin where training ends.
 */
final class Loans {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T00:00:00Z"), ZoneOffset.UTC);
  static final Instant CUTOFF = Instant.parse("2025-06-01T00:00:00Z");

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final List<String> REGIONS = List.of("north", "east", "south", "islands");

  record Loan(
      String customerId,
      @Nullable Double income,
      double amount,
      String region,
      LocalDate openedOn,
      Instant decidedAt,
      boolean defaulted) {}

  record Application(
      @Nullable Double income,
      double amount,
      String region,
      LocalDate openedOn,
      Instant decidedAt) {}

  /** A loan and the probability with which its default was drawn. */
  record Drawn(Loan loan, double probability) {}

  /** What training hands over. */
  record Trained(
      Split split,
      TrainedPipeline<Binary> model,
      TrainedPipeline<Binary> baseline,
      Evaluation<Binary> evaluation) {}

  private Loans() {}

  /** Loans decided evenly over 2024 and 2025; one in twelve without income. */
  static List<Drawn> draw(int count, Seed seed) {
    RandomGenerator random = seed.random();
    Instant first = Instant.parse("2024-01-01T00:00:00Z");
    List<Drawn> loans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Instant decidedAt = first.plus(Duration.ofMinutes((long) (i * (731.0 * 1440 / count))));
      double income = cents(30_000 * StrictMath.exp(0.5 * random.nextGaussian()));
      double amount = cents(8_000 * StrictMath.exp(0.6 * random.nextGaussian()));
      int region = Math.min(3, (int) (3.1 * random.nextDouble()));
      int daysKnown = (int) (3_000 * random.nextDouble());
      double logit =
          -1.6
              - 2.2 * StrictMath.log(income / 30_000)
              + 1.6 * StrictMath.log(amount / 8_000)
              + 0.7 * (region == 2 ? 1 : 0)
              - 0.0006 * (daysKnown - 1_500);
      double probability = 1 / (1 + StrictMath.exp(-logit));
      boolean stated = random.nextInt(12) > 0;
      Loan loan =
          new Loan(
              "c" + i,
              stated ? income : null,
              amount,
              REGIONS.get(region),
              LocalDate.ofInstant(decidedAt, MADRID).minusDays(daysKnown),
              decidedAt,
              random.nextDouble() < probability);
      loans.add(new Drawn(loan, probability));
    }
    return loans;
  }

  /** The loan as it is applied for: without customer and outcome. */
  static Application application(Loan loan) {
    return new Application(
        loan.income(), loan.amount(), loan.region(), loan.openedOn(), loan.decidedAt());
  }

  /** The same loan with half as much income again. */
  static Loan richer(Loan loan) {
    Double income = loan.income();
    return new Loan(
        loan.customerId(),
        income == null ? null : Double.valueOf(income * 1.5),
        loan.amount(),
        loan.region(),
        loan.openedOn(),
        loan.decidedAt(),
        loan.defaulted());
  }

  /** The same loan of another customer. */
  static Loan of(Loan loan, String customer) {
    return new Loan(
        customer,
        loan.income(),
        loan.amount(),
        loan.region(),
        loan.openedOn(),
        loan.decidedAt(),
        loan.defaulted());
  }

  static Schema schema() {
    return Schema.from(Loan.class)
        .key("customerId")
        .eventTime("decidedAt", MADRID)
        .binaryLabel("defaulted")
        .build();
  }

  /** 2,000 loans, split by time, and a logistic regression of them judged against the prior. */
  static Trained train() {
    return train(LogisticRegression.binary());
  }

  static Trained train(Trainer<Binary> trainer) {
    List<Loan> loans = draw(2_000, Seed.of(11)).stream().map(Drawn::loan).toList();
    Schema schema = schema();
    Split split =
        Splitter.before("decidedAt", CUTOFF).split(Table.ofRecords(loans, schema, Loan.class));
    FeatureSpec features = features(schema);
    TrainedPipeline<Binary> model = fit(features, trainer, split);
    TrainedPipeline<Binary> baseline = fit(features, Baselines.prior(), split);
    Evaluation<Binary> evaluation =
        Evaluator.of(Task.binary())
            .metric(BinaryMetrics.rocAuc(), BinaryMetrics.brier())
            .against("baseline", baseline)
            .clock(CLOCK)
            .build()
            .evaluate(model, split.test());
    return new Trained(split, model, baseline, evaluation);
  }

  /** The same recipe on other loans of the same kind. */
  static TrainedPipeline<Binary> retrain(Seed seed) {
    Schema schema = schema();
    List<Loan> loans = draw(2_000, seed).stream().map(Drawn::loan).toList();
    Split split =
        Splitter.before("decidedAt", CUTOFF).split(Table.ofRecords(loans, schema, Loan.class));
    return fit(features(schema), LogisticRegression.binary(), split);
  }

  private static FeatureSpec features(Schema schema) {
    return FeatureSpec.over(schema)
        .add(
            log1p("income").imputeMedian().standardize().missingIndicator(),
            log1p("amount").standardize(),
            oneHot("region").rareBelow(0.01),
            daysBetween("openedOn", "decidedAt").standardize(),
            cyclical("decidedAt", HOUR_OF_DAY))
        .build();
  }

  private static TrainedPipeline<Binary> fit(
      FeatureSpec features, Trainer<Binary> trainer, Split split) {
    return Pipeline.of(features, trainer).fit(split.train(), Seed.of(42), Progress.SILENT, CLOCK);
  }

  private static double cents(double value) {
    return Math.rint(value * 100) / 100;
  }
}
