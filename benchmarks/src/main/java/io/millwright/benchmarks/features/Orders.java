package io.millwright.benchmarks.features;

import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.minMax;
import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.standardize;
import static io.millwright.features.Transforms.targetEncode;

import io.millwright.Seed;
import io.millwright.features.CalendarPart;
import io.millwright.features.FeatureSpec;
import io.millwright.schema.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Orders drawn by seed, and the plan over their fifteen fields. */
final class Orders {

  static final Schema SCHEMA = Schema.from(Order.class).binaryLabel("late").build();

  private Orders() {}

  static List<Order> draw(int rows) {
    RandomGenerator random = Seed.of(1).random();
    List<Order> orders = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      orders.add(one(random));
    }
    return orders;
  }

  private static Order one(RandomGenerator random) {
    String[] sizes = {"S", "M", "L", "XL"};
    int city = random.nextInt(2_000);
    return new Order(
        random.nextInt(10) == 0 ? null : 60_000 * random.nextDouble(),
        200 * random.nextDouble(),
        random.nextInt(20) == 0 ? null : 50 * random.nextDouble(),
        1 + random.nextInt(12),
        random.nextInt(300),
        random.nextInt(4) == 0 ? null : 5 * random.nextDouble(),
        random.nextDouble(),
        random.nextBoolean(),
        "region-" + random.nextInt(8),
        random.nextInt(12) == 0 ? null : "channel-" + random.nextInt(4),
        "device-" + random.nextInt(3),
        "city-" + city,
        sizes[random.nextInt(4)],
        LocalDate.ofEpochDay(15_000 + random.nextInt(3_000)),
        Instant.ofEpochSecond(1_600_000_000L + random.nextInt(100_000_000)),
        random.nextInt(100) < 10 + city % 30);
  }

  /**
   * Seven numbers (logarithm, median, missing indicator, scaling), a boolean, three one-hot
   * categories, one of 2,000 values by the label (five folds), an ordered one, days between two
   * dates and the hour as a circle.
   */
  static FeatureSpec plan() {
    return FeatureSpec.over(SCHEMA)
        .add(
            log1p("income").imputeMedian().standardize().missingIndicator(),
            log1p("basket").standardize(),
            raw("distance").imputeMedian().standardize().missingIndicator(),
            standardize("items"),
            minMax("visits"),
            raw("rating").imputeMedian().minMax().missingIndicator(),
            standardize("discount"),
            raw("returning"),
            oneHot("region"),
            oneHot("channel"),
            oneHot("device"),
            targetEncode("city").folds(5),
            ordinal("size").order("S", "M", "L", "XL"),
            daysBetween("joinedOn", "orderedAt").standardize(),
            cyclical("orderedAt", CalendarPart.HOUR_OF_DAY))
        .build();
  }
}
